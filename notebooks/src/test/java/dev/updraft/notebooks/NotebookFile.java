package dev.updraft.notebooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

  /** The code cells of a notebook, from the top. */
  static List<String> cells(Path notebook) throws IOException {
    return new ObjectMapper()
        .readTree(notebook.toFile())
        .path("cells")
        .valueStream()
        .filter(cell -> cell.path("cell_type").asText().equals("code"))
        .map(
            cell ->
                cell.path("source")
                    .valueStream()
                    .map(JsonNode::asText)
                    .collect(Collectors.joining()))
        .toList();
  }

  private static ObjectNode cell(String source) {
    var cell = new ObjectMapper().createObjectNode();
    cell.put("cell_type", "code").put("source", source).putNull("execution_count");
    cell.putObject("metadata");
    cell.putArray("outputs");
    return cell;
  }
}
