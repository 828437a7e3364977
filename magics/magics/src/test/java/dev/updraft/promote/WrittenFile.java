package dev.updraft.promote;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Notebooks as Jupyter writes them. */
final class WrittenFile {
  private WrittenFile() {}

  /** A notebook of these code cells. */
  static Path of(Path folder, String... cells) throws IOException {
    return ofLanguage(folder, "java", cells);
  }

  /** A cell that begins with {@code markdown:} or {@code raw:} is one. */
  static Path ofLanguage(Path folder, String language, String... cells) throws IOException {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("cells");
      for (var cell : cells) {
        var type =
            cell.startsWith("markdown:") ? "markdown" : cell.startsWith("raw:") ? "raw" : "code";
        json.writeStartObject();
        json.writeStringField("cell_type", type);
        json.writeObjectFieldStart("metadata");
        json.writeEndObject();
        json.writeArrayFieldStart("outputs");
        json.writeStartObject();
        json.writeStringField("cell_type", "code"); // no cell, whatever it says
        json.writeEndObject();
        json.writeEndArray();
        json.writeArrayFieldStart("source");
        for (var line : cell.split("(?<=\n)")) {
          json.writeString(line);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeObjectFieldStart("metadata");
      json.writeObjectFieldStart("kernelspec");
      json.writeStringField("language", language);
      json.writeEndObject();
      json.writeEndObject();
      json.writeNumberField("nbformat", 4);
      json.writeEndObject();
    }
    return Files.writeString(folder.resolve("written.ipynb"), text.toString());
  }
}
