package dev.updraft.notebooks;

import com.fasterxml.jackson.databind.ObjectMapper;
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
            "metadata",
            Map.of("kernelspec", Map.of("language", "java")),
            "cells",
            cells.stream().map(cell -> Map.of("cell_type", "code", "source", cell)).toList());
    return Files.writeString(folder.resolve(name), new ObjectMapper().writeValueAsString(json));
  }
}
