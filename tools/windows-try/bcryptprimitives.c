/* Wine before version 9 lacks the library from which Go asks its random bytes. This one
 * gives Wine's own, so that a program for Windows starts there. Windows never sees it. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE to, SIZE_T n)
{
	while (n > 0) {
		ULONG part = n > 1 << 20 ? 1 << 20 : (ULONG)n;
		if (!SystemFunction036(to, part))
			return FALSE;
		to += part;
		n -= part;
	}
	return TRUE;
}
