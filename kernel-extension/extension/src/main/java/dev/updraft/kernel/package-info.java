/**
 * Updraft inside a JJava kernel: {@link dev.updraft.kernel.UpdraftKernel} is installed, wraps the
 * kernel as the notebook that magics know, and registers them. All that JJava does not offer by its
 * published interface is in {@code KernelBridge}.
 */
@NullMarked
package dev.updraft.kernel;

import org.jspecify.annotations.NullMarked;
