package main

import "github.com/headwater-catalog/headwater/cmd/headwater/render"

type applyData struct {
	Apply struct {
		Revision string     `json:"revision"`
		Touched  int        `json:"touched"`
		Diff     difference `json:"diff"`
	} `json:"apply"`
}

// answer shows what changed, or of a dry run what would.
func (d *applyData) answer(dryRun bool) render.Answer {
	answer, count := d.Apply.Diff.answer()
	answer.Data = d
	answer.Closing = outcome{d.Apply.Touched, d.Apply.Revision, count}.closing(dryRun)
	return answer
}
