package io.breakwater.chaos.verdict;

import io.breakwater.chaos.run.Verdict;
import java.util.List;

/** One thing that must be true of every run. */
interface RunCheck {

    /** What it comes to for a run: one verdict, or several that belong together. */
    List<Verdict> of(Evidence evidence);
}
