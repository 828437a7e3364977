/**
 * The control plane's tables: the only place with SQL. One text for SQLite today and PostgreSQL to
 * come; what differs is in {@link dev.updraft.store.sql.Sqlite}.
 */
@NullMarked
package dev.updraft.store.sql;

import org.jspecify.annotations.NullMarked;
