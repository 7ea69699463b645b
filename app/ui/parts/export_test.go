package parts

import "etabli/app/ui/widgets/stroke"

// SignatureSample is the picture of a short stroke.
func SignatureSample() []byte {
	return SignaturePNG(stroke.Drawing{{{X: .2, Y: .1}, {X: .5, Y: .2}, {X: .7, Y: .1}}}, .3)
}
