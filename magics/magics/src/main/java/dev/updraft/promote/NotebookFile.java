package dev.updraft.promote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The code cells of an {@code .ipynb} file, from its top.
 *
 * @param cells those with a text; Markdown and raw cells are nobody's code
 */
public record NotebookFile(Path path, List<Cell> cells) {
  private static final JsonFactory JSON = new JsonFactory();

  public NotebookFile {
    cells = List.copyOf(cells);
  }

  /**
   * A code cell.
   *
   * @param label as people call it after the notebook was run from its top: {@code cell [3]}
   */
  public record Cell(String label, String source) {}

  /**
   * Reads a file.
   *
   * @throws NotebookRefused when there is none, or it is no notebook of Java
   */
  public static NotebookFile read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new NotebookRefused(
          Files.isDirectory(path)
              ? path + " is a folder. Name the notebook in it: NAME.ipynb."
              : "There is no file " + path + ". Name a notebook: NAME.ipynb.");
    }
    var reader = new Reader();
    try (var parser = JSON.createParser(Files.readAllBytes(path))) {
      reader.notebook(parser);
    } catch (JsonProcessingException e) {
      throw new NotebookRefused(
          "%s is no notebook: it is not JSON (line %d: %s). Save it again in Jupyter, or mend what a merge left in it."
              .formatted(path, e.getLocation().getLineNr(), e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the notebook " + path + ".", e);
    }
    reader.check(path);
    return new NotebookFile(path, reader.cells);
  }

  /** The folder that relative paths in its cells begin at, as Jupyter starts a kernel there. */
  Path folder() {
    var parent = path.toAbsolutePath().getParent();
    return parent == null ? path.toAbsolutePath() : parent;
  }

  /** What is taken from the JSON as it goes by. */
  private static final class Reader {
    private final List<Cell> cells = new ArrayList<>();
    private boolean hasCells;
    private String language = "";

    void notebook(JsonParser json) throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        var value = json.nextToken();
        if (name.equals("cells") && value == JsonToken.START_ARRAY) {
          hasCells = true;
          cells(json);
        } else if (name.equals("metadata") && value == JsonToken.START_OBJECT) {
          metadata(json);
        } else {
          json.skipChildren();
        }
      }
    }

    private void cells(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        var type = "";
        var source = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          var name = json.currentName();
          json.nextToken();
          switch (name) {
            case "cell_type" -> type = json.getText();
            case "source" -> source = source(json);
            default -> json.skipChildren();
          }
        }
        if (type.equals("code") && !source.isBlank()) {
          cells.add(new Cell("cell [" + (cells.size() + 1) + "]", source));
        }
      }
    }

    /** One text, or its lines. */
    private static String source(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        return json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
      }
      var text = new StringBuilder();
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        text.append(json.getText());
      }
      return text.toString();
    }

    private void metadata(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        var value = json.nextToken();
        if (value != JsonToken.START_OBJECT) {
          json.skipChildren();
          continue;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          var key = json.currentName();
          json.nextToken();
          var says =
              (name.equals("kernelspec") && key.equals("language"))
                  || (name.equals("language_info") && key.equals("name"));
          if (says && json.currentToken() == JsonToken.VALUE_STRING) {
            language = json.getText();
          }
          json.skipChildren();
        }
      }
    }

    void check(Path path) {
      if (!hasCells) {
        throw new NotebookRefused(
            path + " is no notebook of today's format (nbformat 4): it has no cells.");
      }
      if (!language.isEmpty() && !language.equalsIgnoreCase("java")) {
        throw new NotebookRefused(
            path
                + " is a notebook of "
                + language
                + ", and tasks are written in Java. Open it with the kernel \"Java (Updraft)\" if that is wrong.");
      }
    }
  }
}
