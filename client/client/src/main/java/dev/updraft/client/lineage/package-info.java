/** Where values come from: from an execution back over the executions that made its inputs. */
@NullMarked
package dev.updraft.client.lineage;

import org.jspecify.annotations.NullMarked;
