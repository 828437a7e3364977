/**
 * The notebook's magics: options to a record, one use case called, one view returned. {@link
 * dev.updraft.magics.Workbench} holds what they share in one notebook; {@code
 * dev.updraft.magics.notebook} is all that they know of the kernel.
 */
@NullMarked
package dev.updraft.magics;

import org.jspecify.annotations.NullMarked;
