package dev.updraft.dflib;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.dflib.DataFrame;

/**
 * Reads a CSV file with a header into a dataframe.
 *
 * <pre>{@code
 * DataFrame flights = Csv.read(path);
 * DataFrame shops = Csv.with().separator(';').column("zip", String.class).read(path);
 * }</pre>
 *
 * <p>A column gets the narrowest type that holds all its values exactly: boolean ({@code true},
 * {@code FALSE}), int, long, double, {@code LocalDate}, {@code LocalDateTime}, {@code Instant}
 * (ISO), else String. Numbers with leading zeros are text. An empty field and {@code NA} are null,
 * unless quoted; a column without nulls is primitive where it can be. Files ending in {@code .gz}
 * or {@code .zip} (their first entry) are unpacked on the way. UTF-8 unless told otherwise.
 */
public final class Csv {
  private final char separator;
  private final Charset charset;
  private final Set<String> nulls;
  private final Map<String, CsvType> types;

  private Csv(char separator, Charset charset, Set<String> nulls, Map<String, CsvType> types) {
    this.separator = separator;
    this.charset = charset;
    this.nulls = nulls;
    this.types = types;
  }

  /** Reads a file with commas. */
  public static DataFrame read(Path file) {
    return with().from(file);
  }

  /** The usual form, to be varied; end with {@link #from}. */
  public static Csv with() {
    return new Csv(',', StandardCharsets.UTF_8, Set.of("", "NA"), Map.of());
  }

  public Csv separator(char separator) {
    return new Csv(separator, charset, nulls, types);
  }

  public Csv charset(Charset charset) {
    return new Csv(separator, charset, nulls, types);
  }

  /** The texts that mean null, instead of the empty field and {@code NA}. */
  public Csv nulls(String... texts) {
    return new Csv(separator, charset, Set.of(texts), types);
  }

  /**
   * The type of a column, instead of the one its values suggest: {@code boolean}, {@code int},
   * {@code long}, {@code double}, {@code BigDecimal}, {@code String}, {@code LocalDate}, {@code
   * LocalDateTime} or {@code Instant}. With nulls a primitive type becomes its box.
   */
  public Csv column(String name, Class<?> type) {
    var more = new HashMap<>(types);
    more.put(name, CsvType.of(type));
    return new Csv(separator, charset, nulls, Map.copyOf(more));
  }

  /** Reads the file. */
  public DataFrame from(Path file) {
    var first = new CsvPass(file, nulls, types, false);
    run(file, first);
    first.checkNames();
    if (first.textColumns().isEmpty()) {
      return first.frame();
    }
    // Some columns looked like numbers or dates until a later row said otherwise; their texts are
    // gone.
    var second = new CsvPass(file, nulls, first.textColumns(), true);
    run(file, second);
    return first.frame(second);
  }

  private void run(Path file, CsvPass pass) {
    try (var in = open(file);
        var reader =
            CsvReader.builder()
                .fieldSeparator(separator)
                .detectBomHeader(true)
                .build(pass, in, charset)) {
      for (var _ : reader) {
        pass.rowRead();
      }
    } catch (CsvParseException e) {
      throw e.getCause() instanceof CsvRefused ours
          ? ours
          : new CsvRefused("%s: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read '%s' (%s).".formatted(file, e), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    var name = file.toString();
    var in = Files.newInputStream(file);
    try {
      if (name.endsWith(".gz")) {
        return new GZIPInputStream(in, 1 << 16);
      }
      if (name.endsWith(".zip")) {
        var zip = new ZipInputStream(new BufferedInputStream(in, 1 << 16));
        if (zip.getNextEntry() == null) {
          throw new IOException("the archive is empty");
        }
        return zip;
      }
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
