/** The relational store of results: rows, migrations, transactions. SQLite or PostgreSQL. */
@NullMarked
package dev.lockstep.sink.store;

import org.jspecify.annotations.NullMarked;
