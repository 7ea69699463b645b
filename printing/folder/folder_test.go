package folder_test

import (
	"os"
	"path/filepath"
	"testing"

	"etabli/printing/folder"
	"etabli/printing/spool"
)

func task(dir string) spool.Task {
	return spool.Task{
		Printer: spool.Printer{Address: dir}, Name: "etabli-1f-1", Title: "LIL2-00431-X7K quote", Type: "application/pdf",
		Content: []byte("%PDF"), Note: func(spool.Reason) {},
	}
}

func listing(t *testing.T, dir string) (names []string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		names = append(names, f.Name())
	}
	return names
}

func TestAFileAppearsWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "papers")
	var w folder.Way
	job := task(dir)
	var err error
	if job.Remote, err = w.Claim(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if again, err := w.Claim(t.Context(), job); err != nil || again != job.Remote {
		t.Errorf("claimed again: %q, %v", again, err)
	}
	if p, err := w.Ask(t.Context(), job); err != nil || p.Standing != spool.NotArrived {
		t.Errorf("before it is sent: %+v, %v", p, err)
	}
	if p := w.Send(t.Context(), job); p.Standing != spool.CameOut {
		t.Errorf("sent: %+v", p)
	}
	if got := listing(t, dir); len(got) != 1 || got[0] != "LIL2-00431-X7K quote.pdf" {
		t.Errorf("in the folder: %q", got)
	}
	if content, err := os.ReadFile(filepath.Join(dir, job.Remote)); err != nil || string(content) != "%PDF" {
		t.Errorf("%q, %v", content, err)
	}
}

// What waits in the folder to be fetched is not written over by a paper of the
// same title, such as the next quote of a file.
func TestAPaperOfTheSameTitleGetsANameOfItsOwn(t *testing.T) {
	dir := t.TempDir()
	var w folder.Way
	for _, content := range []string{"first", "second", "third"} {
		job := task(dir)
		job.Name, job.Content = "etabli-1f-"+content, []byte(content)
		var err error
		if job.Remote, err = w.Claim(t.Context(), job); err != nil {
			t.Fatal(err)
		}
		if p := w.Send(t.Context(), job); p.Standing != spool.CameOut {
			t.Errorf("%s: %+v", content, p)
		}
	}
	for name, want := range map[string]string{
		"LIL2-00431-X7K quote.pdf": "first", "LIL2-00431-X7K quote (2).pdf": "second", "LIL2-00431-X7K quote (3).pdf": "third",
	} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// A crash may come before or after the file got its name, and the file may have
// been taken away since: either way it is known whether it arrived.
func TestAfterACrashTheFolderTellsWhetherAFileArrived(t *testing.T) {
	dir := t.TempDir()
	var w folder.Way
	job := task(dir)
	job.Remote, _ = w.Claim(t.Context(), job)
	w.Send(t.Context(), job)
	if err := os.Remove(filepath.Join(dir, job.Remote)); err != nil {
		t.Fatal(err)
	}
	if p, err := w.Ask(t.Context(), job); err != nil || p.Standing != spool.CameOut {
		t.Errorf("collected: %+v, %v", p, err)
	}
	job.Name = "etabli-1f-2"
	job.Remote, _ = w.Claim(t.Context(), job)
	if p, err := w.Cancel(t.Context(), job); err != nil || p.Standing != spool.NotArrived || len(listing(t, dir)) != 0 {
		t.Errorf("called back: %+v, %v, %q", p, err, listing(t, dir))
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Ask(t.Context(), job); spool.ReasonOf(err) != spool.Offline {
		t.Errorf("a folder that is gone: %v", err)
	}
}

func TestAFolderThatTakesNothingSaysSo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := (folder.Way{}).Claim(t.Context(), task(file)); spool.ReasonOf(err) != spool.Denied {
		t.Errorf("a file for a folder: %v", err)
	}
}

func TestANameStaysInItsFolder(t *testing.T) {
	dir := t.TempDir()
	job := task(dir)
	job.Title = "../..\\a:b\n*"
	var w folder.Way
	var err error
	if job.Remote, err = w.Claim(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if p := w.Send(t.Context(), job); p.Standing != spool.CameOut || len(listing(t, dir)) != 1 {
		t.Errorf("%+v: %q", p, listing(t, dir))
	}
}
