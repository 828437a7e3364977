/**
 * What runs inside a task's process: read the inputs, load the code, call the method, write the
 * outputs or a typed failure. {@link dev.updraft.runner.Main} starts in two ways over the same
 * {@link dev.updraft.runner.Attempt}: once, with the arguments of a container ({@link
 * dev.updraft.runner.OneShot}); or as a spare that was started ahead and waits for its one attempt
 * ({@link dev.updraft.runner.Spare}). Whatever can be avoided before the body runs is avoided: a
 * process serves one attempt, so every class loaded is paid for each time.
 */
@NullMarked
package dev.updraft.runner;

import org.jspecify.annotations.NullMarked;
