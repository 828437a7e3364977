package dev.updraft.notebooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Notebooks as files, which no kernel has run. */
final class NotebookFile {
  private NotebookFile() {}

  /** A Java notebook of these code cells. */
  static Path write(Path folder, String name, List<String> cells) throws IOException {
    var json =
        Map.of(
            "nbformat",
            4,
            "nbformat_minor",
            4,
            "metadata",
            Map.of(
                "kernelspec",
                Map.of("name", "updraft", "display_name", "Java (Updraft)", "language", "java")),
            "cells",
            cells.stream().map(NotebookFile::cell).toList());
    return Files.writeString(folder.resolve(name), new ObjectMapper().writeValueAsString(json));
  }

  private static ObjectNode cell(String source) {
    var cell = new ObjectMapper().createObjectNode();
    cell.put("cell_type", "code").put("source", source).putNull("execution_count");
    cell.putObject("metadata");
    cell.putArray("outputs");
    return cell;
  }
}
