package dev.updraft.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection with its prepared statements; one thread at a time. */
final class Session implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  /** Makes a record of a row. */
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /**
   * A statement as it stands, not prepared: for what is said once, and for the bounds of
   * transactions.
   */
  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Drops prepared statements: one that failed half way cannot be used again. */
  void forget() throws SQLException {
    for (var statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }

  int update(String sql, @Nullable Object... values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  <T> List<T> all(String sql, Mapper<T> mapper, @Nullable Object... values) throws SQLException {
    try (var rows = bound(sql, values).executeQuery()) {
      var found = new ArrayList<T>();
      while (rows.next()) {
        found.add(mapper.map(rows));
      }
      return found;
    }
  }

  <T> Optional<T> one(String sql, Mapper<T> mapper, @Nullable Object... values)
      throws SQLException {
    return all(sql, mapper, values).stream().findFirst();
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    var statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (var i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
    return statement;
  }

  /** Times and durations become microseconds, enums their names, optionals their content. */
  private static void bind(PreparedStatement statement, int at, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(at, Types.NULL);
      case Optional<?> optional -> bind(statement, at, optional.orElse(null));
      case String text -> statement.setString(at, text);
      case Long number -> statement.setLong(at, number);
      case Integer number -> statement.setInt(at, number);
      case Boolean truth -> statement.setInt(at, truth ? 1 : 0);
      case byte[] bytes -> statement.setBytes(at, bytes);
      case Instant moment -> statement.setLong(at, micros(moment));
      case Duration span -> statement.setLong(at, span.toNanos() / 1000);
      case Enum<?> constant -> statement.setString(at, constant.name());
      default -> throw new IllegalArgumentException("No column holds a " + value.getClass());
    }
  }

  static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  static Instant moment(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
