package dev.updraft.task.closure;

import static java.util.Objects.requireNonNull;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Parses texts of cells and remembers what it found by their content: a notebook of hundreds of
 * declarations is parsed once. A text is read as a compact source file (JEP 512), which is just
 * what a cell of declarations is.
 */
final class Outlines {
  private static final int REMEMBERED = 4_000;
  private static final String NOT_A_DECLARATION = "compiler.err.class.method.or.field.expected";

  private final Javac javac;
  private final Map<String, Outline> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outline> eldest) {
          return size() > REMEMBERED;
        }
      };

  Outlines(Javac javac) {
    this.javac = javac;
  }

  Outline of(String text) {
    learn(List.of(text));
    return requireNonNull(known.get(text));
  }

  /** Parses all that is new among the texts in one run of the compiler. */
  void learn(Collection<String> texts) {
    var fresh = texts.stream().filter(text -> !known.containsKey(text)).distinct().toList();
    if (!fresh.isEmpty()) {
      parse(fresh).forEach((text, outline) -> known.put(text, outline));
    }
  }

  private Map<String, Outline> parse(List<String> texts) {
    var sources = new ArrayList<Javac.Source>();
    for (int i = 0; i < texts.size(); i++) {
      sources.add(new Javac.Source("Cell" + i, texts.get(i)));
    }
    var run = javac.parsing(sources);
    var outlines = new HashMap<String, Outline>();
    try {
      var units = run.task().parse().iterator();
      var positions = Trees.instance(run.task()).getSourcePositions();
      for (int i = 0; i < texts.size(); i++) {
        var source = sources.get(i);
        var problems =
            run.problems().stream()
                .filter(each -> each.getSource() == source)
                .map(
                    each ->
                        new Outline.Problem(
                            each.getCode(),
                            (int) each.getPosition(),
                            each.getMessage(Locale.ENGLISH)))
                .toList();
        outlines.put(texts.get(i), outline(run, texts.get(i), units.next(), positions, problems));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return outlines;
  }

  private Outline outline(
      Javac.Run run,
      String text,
      CompilationUnitTree unit,
      SourcePositions positions,
      List<Outline.Problem> problems) {
    var stray = problems.stream().filter(problem -> isImport(text, problem)).findFirst();
    if (stray.isPresent()) {
      return withStrayImport(text, stray.get().offset());
    }
    var reader = new ReadDeclarations(Trees.instance(run.task()), unit, text);
    var declarations = new ArrayList<Parsed>();
    for (var type : unit.getTypeDecls()) {
      if (type instanceof ClassTree each) {
        declarations.addAll(
            isImplicit(each, unit, positions) ? reader.membersOf(each) : reader.read(each));
      }
    }
    return new Outline(
        unit.getImports().stream().map(Outlines::line).toList(), declarations, problems);
  }

  /**
   * An import may stand anywhere in a cell, but only first in a source file: it is taken out, and
   * the rest parsed again.
   */
  private Outline withStrayImport(String text, int start) {
    int end = text.indexOf(';', start) + 1;
    var cut = text.substring(start, end);
    var rest = text.substring(0, start) + cut.replaceAll("[^\n]", " ") + text.substring(end);
    var outline = requireNonNull(parse(List.of(rest)).get(rest));
    var imports = new ArrayList<>(requireNonNull(parse(List.of(cut)).get(cut)).imports());
    imports.addAll(outline.imports());
    return new Outline(imports, outline.declarations(), outline.problems());
  }

  private static boolean isImport(String text, Outline.Problem problem) {
    return problem.code().equals(NOT_A_DECLARATION)
        && text.startsWith("import", problem.offset())
        && text.indexOf(';', problem.offset()) > 0;
  }

  private static String line(ImportTree tree) {
    return tree.toString().strip().replaceAll("\\s+", " ");
  }

  /** The class that javac makes up around top-level methods ends nowhere in the text. */
  private static boolean isImplicit(
      ClassTree tree, CompilationUnitTree unit, SourcePositions positions) {
    return positions.getEndPosition(unit, tree) < 0;
  }
}
