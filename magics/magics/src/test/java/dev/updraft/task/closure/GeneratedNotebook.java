package dev.updraft.task.closure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A notebook made up from a seed, which knows itself what refers to what. Every declaration has a
 * number in it by which it can be told from a changed one.
 */
final class GeneratedNotebook {
  /**
   * A declaration.
   *
   * @param key the member key that the closure must give it
   * @param source the declaration for a value of its number
   * @param use an expression of type int over an argument
   * @param needs the places of other nodes in {@link #nodes()}
   */
  record Node(
      String key, IntFunction<String> source, UnaryOperator<String> use, Set<Integer> needs) {}

  private final Random random;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> constants = new LinkedHashMap<>();
  private final Set<Integer> taskNeeds = new TreeSet<>();
  private final String task;

  GeneratedNotebook(long seed, int size) {
    this.random = new Random(seed);
    while (nodes.size() < size) {
      add(nodes.size());
    }
    var body = new StringBuilder("int task() {\n  int sum = 0;\n");
    for (int i = 0; i < 3; i++) {
      body.append("  sum += ").append(someUse("sum", nodes.size(), taskNeeds)).append(";\n");
    }
    this.task = body.append("  return sum;\n}").toString();
  }

  List<Node> nodes() {
    return nodes;
  }

  String task() {
    return task;
  }

  /** The values of constants, as JShell prints them, when one node's number is changed. */
  Map<String, String> values(int changedNode) {
    var values = new LinkedHashMap<String, String>();
    constants.forEach(
        (name, place) -> values.put(name, Integer.toString(number(place, changedNode) * 2)));
    return values;
  }

  /**
   * One declaration per cell, in the order of the nodes; the number of one node (-1 for none) is
   * changed.
   */
  List<String> cells(int changedNode) {
    var cells = new ArrayList<String>();
    cells.add("import java.util.*;\nimport java.util.function.*;");
    for (int i = 0; i < nodes.size(); i++) {
      cells.add(nodes.get(i).source().apply(number(i, changedNode)));
    }
    return cells;
  }

  private static int number(int node, int changedNode) {
    return 3 + node + (node == changedNode ? 1000 : 0);
  }

  /** The member keys that the task reaches. */
  Set<String> reachable() {
    var keys = new TreeSet<String>(List.of("m:task()"));
    reachableNodes().forEach(node -> keys.add(nodes.get(node).key()));
    return keys;
  }

  Set<Integer> reachableNodes() {
    var reached = new TreeSet<Integer>();
    var waiting = new ArrayDeque<>(taskNeeds);
    while (!waiting.isEmpty()) {
      int node = waiting.remove();
      if (reached.add(node)) {
        waiting.addAll(nodes.get(node).needs());
      }
    }
    return reached;
  }

  private void add(int i) {
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> method(i);
      case 3 -> overloads(i);
      case 4 -> recordWithCheck(i);
      case 5 -> enumWithBodies(i);
      case 6 -> sealedInside(i);
      case 7 -> sealedWithPermits(i);
      case 8 -> generic(i);
      case 9 -> functional(i);
      case 10 -> constant(i);
      case 11 -> mutual(i);
      case 12 -> lambdas(i);
      default -> nested(i);
    }
  }

  /** An expression of type int that uses some earlier node, which it adds to {@code needs}. */
  private String someUse(String argument, int limit, Set<Integer> needs) {
    if (limit == 0) {
      return "(" + argument + " + 1)";
    }
    int place = random.nextInt(limit);
    needs.add(place);
    return nodes.get(place).use().apply(argument);
  }

  /** The name of some other declaration, for a local: it must not be taken for that declaration. */
  private String decoy(int limit) {
    if (limit == 0) {
      return "decoy";
    }
    return nodes.get(random.nextInt(limit)).key().substring(2).replaceFirst("\\(.*", "");
  }

  private void method(int i) {
    var needs = new TreeSet<Integer>();
    var first = someUse("x", i, needs);
    var second = random.nextBoolean() ? someUse("(x + 1)", i, needs) : "x";
    // The local hides a variable or type of that name only where it is not needed as one.
    var local =
        needs.stream().map(nodes::get).anyMatch(node -> !node.key().startsWith("m:"))
            ? "y"
            : decoy(i);
    add(
        "m:m" + i + "(int)",
        n ->
            "int m%d(int x) { int %s = %s; if (x > 50) return x; return %s + %s * %d; }"
                .formatted(i, local, first, second, local, n),
        x -> "m" + i + "(" + x + ")",
        needs);
  }

  private void overloads(int i) {
    var types = new ArrayList<>(List.of("int", "long", "java.lang.String", "int[]"));
    Collections.shuffle(types, random);
    for (var type : types.subList(0, 2)) {
      var needs = new TreeSet<Integer>();
      var value =
          switch (type) {
            case "int", "long" -> "(int) (x % 1000)";
            case "int[]" -> "x.length";
            default -> "x.length()";
          };
      var inner = someUse("(" + value + ")", i, needs);
      add(
          "m:o" + i + "(" + type + ")",
          n -> "int o%d(%s x) { return %s + %d; }".formatted(i, type, inner, n),
          x ->
              switch (type) {
                case "int" -> "o" + i + "((int) " + x + ")";
                case "long" -> "o" + i + "((long) " + x + ")";
                case "int[]" -> "o" + i + "(new int[] {" + x + "})";
                default -> "o" + i + "(\"s\" + " + x + ")";
              },
          needs);
    }
  }

  private void recordWithCheck(int i) {
    var needs = new TreeSet<Integer>();
    var inner = someUse("a", i, needs);
    add(
        "t:R" + i,
        n ->
            "record R%d(int a, String b) { public R%d { a = a %% 100 + %d; } int value() { return %s + b.length(); } static R%d of(int x) { return new R%d(x, \"v\"); } }"
                .formatted(i, i, n, inner, i, i),
        x ->
            random.nextBoolean()
                ? "R" + i + ".of(" + x + ").value()"
                : "Optional.of(" + x + ").map(R" + i + "::of).map(R" + i + "::value).get()",
        needs);
  }

  private void enumWithBodies(int i) {
    var needs = new TreeSet<Integer>();
    var inner = someUse("x", i, needs);
    add(
        "t:E" + i,
        n ->
            "enum E%d { A { int f(int x) { return %s; } }, B { int f(int x) { return x - %d; } }; abstract int f(int x); }"
                .formatted(i, inner, n),
        x ->
            "switch (E%d.values()[Math.floorMod(%s, 2)]) { case A -> E%d.A.f(1); case B -> E%d.B.f(2); }"
                    .formatted(i, x, i, i)
                    .replaceFirst("^", "(")
                + ")",
        needs);
  }

  private void sealedInside(int i) {
    var needs = new TreeSet<Integer>();
    var inner = someUse("r", i, needs);
    add(
        "t:S" + i,
        n ->
            "sealed interface S%d { record A(int v) implements S%d {} record B(S%d l, int r) implements S%d {} static int eval(S%d s) { return switch (s) { case A(int v) -> v + %d; case B(var l, int r) when r > 3 -> eval(l); case B(var l, int r) -> %s; }; } }"
                .formatted(i, i, i, i, i, n, inner),
        x -> "S%d.eval(new S%d.B(new S%d.A(%s), Math.floorMod(%s, 8)))".formatted(i, i, i, x, x),
        needs);
  }

  /** Three declarations that need each other. */
  private void sealedWithPermits(int i) {
    add(
        "t:P" + i,
        n ->
            "sealed interface P%d permits Pa%d, Pb%d { int K = %d; int get(); }"
                .formatted(i, i, i, n),
        x -> "(new Pa%d(%s) instanceof P%d p%d ? p%d.get() : 0)".formatted(i, x, i, i, i),
        Set.of(i, i + 1, i + 2));
    add(
        "t:Pa" + i,
        n ->
            "record Pa%d(int v) implements P%d { public int get() { return v * %d + K; } }"
                .formatted(i, i, n),
        x -> "new Pa%d(%s).get()".formatted(i, x),
        Set.of(i, i + 1, i + 2));
    add(
        "t:Pb" + i,
        n ->
            "final class Pb%d implements P%d { public int get() { return %d; } }"
                .formatted(i, i, n),
        x -> "(new Pb%d().get() + %s)".formatted(i, x),
        Set.of(i, i + 1, i + 2));
  }

  private void generic(int i) {
    var needs = new TreeSet<Integer>();
    var inner = someUse("n", i, needs);
    add(
        "m:g" + i + "(java.util.List,int)",
        k ->
            "<T extends Comparable<? super T>> T g%d(List<? extends T> xs, int n) { T best = xs.get(0); for (T t : xs) if (t.compareTo(best) > 0 && n < %d) best = t; return %s == 0 ? xs.get(0) : best; }"
                .formatted(i, k, inner),
        x -> "g%d(List.of(%s, 7), 1)".formatted(i, x),
        needs);
  }

  private void functional(int i) {
    var needs = new TreeSet<Integer>();
    var inner = someUse("x", i, needs);
    add(
        "t:F" + i,
        n ->
            "@FunctionalInterface interface F%d { int on(int x); default int twice(int x) { return on(on(x)) + %d + %s; } }"
                .formatted(i, n, inner),
        x -> "((F%d) y%d -> y%d + 1).twice(%s)".formatted(i, i, i, x),
        needs);
  }

  private void constant(int i) {
    constants.put("C" + i, i);
    add(
        "v:C" + i,
        n -> "final int C%d = %d * 2;".formatted(i, n),
        x -> "(C" + i + " + " + x + ")",
        Set.of());
  }

  private void mutual(int i) {
    var needs = new TreeSet<Integer>();
    var inner = someUse("n", i, needs);
    needs.add(i + 1);
    add(
        "m:p" + i + "(int)",
        k ->
            "int p%d(int n) { return n <= 0 ? %d : q%d(n / 2 - 1) + %s; }"
                .formatted(i, k, i, inner),
        x -> "p%d(%s %% 30)".formatted(i, x),
        needs);
    add(
        "m:q" + i + "(int)",
        k -> "int q%d(int n) { return n <= 0 ? %d : p%d(n - 1); }".formatted(i, k, i),
        x -> "q%d(%s %% 30)".formatted(i, x),
        Set.of(i));
  }

  private void lambdas(int i) {
    var needs = new TreeSet<Integer>();
    var inner = someUse("z", i, needs);
    add(
        "m:l" + i + "()",
        n ->
            "IntUnaryOperator l%d() { IntUnaryOperator a = z -> z + %d; return a.andThen(z -> %s); }"
                .formatted(i, n, inner),
        x -> "l%d().applyAsInt(%s)".formatted(i, x),
        needs);
  }

  private void nested(int i) {
    var needs = new TreeSet<Integer>();
    var inner = someUse("v", i, needs);
    add(
        "t:N" + i,
        n ->
            "class N%d { private final int v; N%d(int v) { this.v = v; } class In { int get() { return N%d.this.v + %d; } } static class St<T> { T t; St(T t) { this.t = t; } } int all() { var s = new St<>(%s); return new In().get() + s.t; } }"
                .formatted(i, i, i, n, inner),
        x -> "new N%d(%s).all()".formatted(i, x),
        needs);
  }

  private void add(
      String key, IntFunction<String> source, UnaryOperator<String> use, Set<Integer> needs) {
    nodes.add(new Node(key, source, use, Set.copyOf(needs)));
  }
}
