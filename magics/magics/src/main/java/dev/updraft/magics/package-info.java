/** One class per magic: words to options, one use case called, one view returned. */
@NullMarked
package dev.updraft.magics;

import org.jspecify.annotations.NullMarked;
