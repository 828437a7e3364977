package dev.updraft.frames;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/** An independent judge: reads and writes Parquet with its own code. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() throws SQLException {
    connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    run("SET TimeZone = 'UTC'");
  }

  void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The columns of a file, each as a list of values in the form of {@link #comparable}. */
  Map<String, List<Object>> read(Path file) throws SQLException {
    return query("SELECT * FROM read_parquet('%s')".formatted(file));
  }

  Map<String, List<Object>> query(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      var meta = result.getMetaData();
      var columns = new LinkedHashMap<String, List<Object>>();
      for (int c = 1; c <= meta.getColumnCount(); c++) {
        columns.put(meta.getColumnName(c), new ArrayList<>());
      }
      while (result.next()) {
        int c = 1;
        for (var values : columns.values()) {
          values.add(comparable(result.getObject(c++)));
        }
      }
      return columns;
    }
  }

  /**
   * One form for what two libraries give as different classes; numbers of any class are equal when
   * their values are.
   */
  static Object comparable(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> "null";
      case Byte _, Short _, Integer _, Long _, BigInteger _, BigDecimal _ ->
          new BigDecimal(value.toString()).stripTrailingZeros();
      case Float n -> (double) n;
      case Character c -> c.toString();
      case byte[] bytes -> ByteBuffer.wrap(bytes);
      case Blob blob -> ByteBuffer.wrap(blob.getBytes(1, (int) blob.length()));
      case Timestamp t -> t.toLocalDateTime();
      case OffsetDateTime t -> t.toInstant().atOffset(ZoneOffset.UTC).toLocalDateTime();
      case Instant t -> t.atOffset(ZoneOffset.UTC).toLocalDateTime();
      case LocalDate d -> d;
      case LocalTime t -> t;
      default -> value;
    };
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
