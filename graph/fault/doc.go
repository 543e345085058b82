// Package fault names the steps at which a test kills the process, to see what a commit, a checkpoint or a compaction leaves
// behind when it stops there.
//
// It promises that a program that is built as usual has none of it: [Reach] is then an empty function, which the compiler
// leaves out, and no variable and no setting can make it do anything. Built with the tag faultpoints, which only a test does,
// Reach kills the process at the step, and at the time it is reached, that [Variable] names. A variable of functions that is
// nil in a release would do too and need no second build; but then a release could be told to kill itself.
//
// A step is reached when what its name says has been done and nothing after it. It promises nothing of which goroutine reaches it.
package fault

// Variable is the environment variable that names a step and a time, such as "row written:3": the third time that a row was
// written. It means something only to programs that were built with the tag faultpoints.
const Variable = "HEADWATER_FAULT"

// Step is a place where a process can be killed.
type Step string

// The steps of a change: on its way through a Catalog, and of the group that it is made durable with.
const (
	Drafted      Step = "drafted"       // it is judged, nothing is written
	GroupFormed  Step = "group formed"  // all that is made durable at once is known
	Begun        Step = "begun"         // the transaction in the file has begun
	RowWritten   Step = "row written"   // of one commit of the group
	RowsWritten  Step = "rows written"  // of all of them, before the sync of the disk
	Synced       Step = "synced"        // all is durable, before the second note of the head
	HeadNoted    Step = "head noted"    // the second note of the head is written
	LogMoved     Step = "log moved"     // what the log keeps beside it was moved into the file, and that synced
	Appended     Step = "appended"      // the store has said so, no reader sees it
	Published    Step = "published"     // readers see it
	Acknowledged Step = "acknowledged"  // whoever asked is told
	HeadReplaced Step = "head replaced" // at opening, a new second note is beside the old one
	HeadOpened   Step = "head opened"   // it has taken its place
)

// The steps of a checkpoint, and of a compaction, which begins with one.
const (
	ChunkWritten    Step = "chunk written"    // of a checkpoint that is not named yet
	NoteSynced      Step = "note synced"      // the second note of the head is durable, before the checkpoint is named
	CheckpointNamed Step = "checkpoint named" // it counts; the one before it is still there
	ChunksSwept     Step = "chunks swept"     // some of the one before it are deleted
	BaseWritten     Step = "base written"     // where the log begins is written, before the sync of the disk
	BaseNamed       Step = "base named"       // it begins there; what was before is still there
	CommitsDropped  Step = "commits dropped"  // some of what was before are deleted
	Compacted       Step = "compacted"        // all of it is
)

// Steps are all there are.
var Steps = []Step{
	Drafted, GroupFormed, Begun, RowWritten, RowsWritten, Synced, HeadNoted, LogMoved, Appended, Published, Acknowledged, HeadReplaced,
	HeadOpened, ChunkWritten, NoteSynced, CheckpointNamed, ChunksSwept, BaseWritten, BaseNamed, CommitsDropped, Compacted,
}
