// Package coding writes a fault down in codes. The shape is that of IRIS, the
// International Repair Information System: the condition and the symptom as the
// user meets them, the section, the defect and the repair as the technician
// finds them. The full tables of IRIS belong to their owner and can be read in;
// until then a small list of our own serves, whose words are in the catalogue
// under "coding.<column>.<code>".
package coding
