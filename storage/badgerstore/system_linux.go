package badgerstore

import (
	"os"
	"syscall"
)

// networkKinds are the magic numbers of file systems where a store must not
// live (statfs(2)).
var networkKinds = map[uint32]string{
	0x6969:     "nfs",
	0x517b:     "smb",
	0xff534d42: "cifs",
	0xfe534d42: "smb2",
	0x65735546: "fuse",
	0x5346414f: "afs",
	0x00c36400: "ceph",
}

// networkKind names the network file system that dir is on, "" for a local one.
func networkKind(dir string) string {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return ""
	}
	return networkKinds[uint32(s.Type)]
}

// allocate gives f room on the disk without writing it.
func allocate(f *os.File, size int64) error {
	if err := syscall.Fallocate(int(f.Fd()), 0, 0, size); err == nil {
		return nil
	}
	return writeOut(f, size)
}
