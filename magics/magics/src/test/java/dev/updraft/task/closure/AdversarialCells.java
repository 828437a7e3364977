package dev.updraft.task.closure;

import java.util.List;
import java.util.stream.Stream;

/**
 * Notebooks that try to mislead the closure. In each text the cells are separated by a line of
 * three dashes; the last one is the task, a method {@code task()} whose value is compared.
 */
final class AdversarialCells {
  /** A notebook with a name. */
  record Case(String name, List<String> cells, String task) {
    @Override
    public String toString() {
      return name;
    }
  }

  private AdversarialCells() {}

  static Stream<Case> all() {
    return Stream.of(TEXT.split("(?m)^=== "))
        .filter(each -> !each.isBlank())
        .map(AdversarialCells::parse);
  }

  private static Case parse(String text) {
    int line = text.indexOf('\n');
    var cells = List.of(text.substring(line + 1).split("(?m)^---\n"));
    return new Case(
        text.substring(0, line).strip(), cells.subList(0, cells.size() - 1), cells.getLast());
  }

  private static final String TEXT =
      """
      === a method alone
      int task() { return 42; }
      === helper calls helper
      int a(int x) { return x + 1; }
      ---
      int b(int x) { return a(x) * 2; }
      ---
      int task() { return b(20); }
      === a local variable named like a notebook variable
      int base = 7;
      ---
      int task() { int base = 3; return base + 1; }
      === a parameter named like a notebook variable
      int limit = 7;
      ---
      int twice(int limit) { return limit * 2; }
      ---
      int task() { return twice(4); }
      === a lambda parameter named like a notebook variable
      int x = 7;
      ---
      import java.util.stream.*;
      int task() { return IntStream.range(0, 5).map(x -> x * x).sum(); }
      === a record component named like a notebook variable
      String name = "other";
      ---
      record Person(String name) { String upper() { return name.toUpperCase(); } }
      ---
      String task() { return new Person("ada").upper(); }
      === a pattern variable named like a notebook variable
      String s = "no";
      ---
      String task() { Object o = "yes"; return o instanceof String s ? s : "?"; }
      === a local method named like a notebook variable
      int size = 3;
      ---
      int task() { return java.util.List.of(1, 2).size(); }
      === a field of a type named like a notebook variable
      int count = 9;
      ---
      class Box { int count = 2; int get() { return count; } }
      ---
      int task() { return new Box().get(); }
      === overloads by primitive
      String f(int x) { return "int"; }
      ---
      String f(long x) { return "long"; }
      ---
      String f(double x) { return "double"; }
      ---
      String task() { return f(1) + f(1L) + f(1f) + f((short) 1) + f('c'); }
      === overloads by boxing and varargs
      String g(Integer x) { return "box"; }
      ---
      String g(int... x) { return "varargs"; }
      ---
      String g(Object x) { return "object"; }
      ---
      String task() { return g(1) + g(1, 2) + g("x") + g(); }
      === overload that uses a variable is not reached
      int v = 3;
      ---
      int h(String s) { return v; }
      int h(int x) { return x; }
      ---
      int task() { return h(5); }
      === broken overload is not reached
      int k(String s) { return missing(s); }
      int k(int x) { return x + 1; }
      ---
      int task() { return k(5); }
      === mutual recursion
      boolean even(int n) { return n == 0 || odd(n - 1); }
      boolean odd(int n) { return n != 0 && even(n - 1); }
      ---
      boolean task() { return even(10); }
      === forward reference
      int first(int n) { return second(n) + 1; }
      ---
      int second(int n) { return n * 10; }
      ---
      int task() { return first(3); }
      === redefined helper
      int r(int n) { return n; }
      ---
      int r(int n) { return n + 100; }
      ---
      int task() { return r(1); }
      === redefined record under a helper
      record P(int x) {}
      ---
      int px(P p) { return p.x(); }
      ---
      record P(int x) { int dbl() { return x * 2; } }
      ---
      int task() { return px(new P(4)) + new P(4).dbl(); }
      === compact constructor in the task cell
      record Range(int lo, int hi) { Range { if (lo > hi) { int t = lo; lo = hi; hi = t; } } }
      String task() { return new Range(5, 2).toString(); }
      === annotated compact constructor in the task cell
      record Old(int x) { @Deprecated Old { x = x + 1; } }
      int task() { return new Old(1).x(); }
      === canonical constructor in the task cell
      record Pair(int a, int b) { Pair(int a, int b) { this.a = b; this.b = a; } Pair(int a) { this(a, a + 1); } }
      String task() { return new Pair(1).toString(); }
      === two compact constructors on one line
      record A(int x) { A { x++; } } record B(int x) { B { x--; } } int task() { return new A(1).x() * 10 + new B(1).x(); }
      === enum with bodies and a switch
      enum Op { ADD { int apply(int a, int b) { return a + b; } }, MUL { int apply(int a, int b) { return a * b; } }; abstract int apply(int a, int b); }
      ---
      int task() { int sum = 0; for (var op : Op.values()) { sum += switch (op) { case ADD -> op.apply(2, 3); case MUL -> op.apply(2, 3) * 100; }; } return sum; }
      === enum with constructor, field and static method
      enum Planet { EARTH(5.97), MARS(0.64); final double mass; Planet(double m) { mass = m; } static Planet heavy() { return EARTH; } }
      ---
      String task() { return Planet.heavy() + " " + Planet.MARS.mass; }
      === sealed interface and record patterns
      sealed interface Shape permits Circle, Square {}
      record Circle(double r) implements Shape {}
      record Square(double a) implements Shape {}
      ---
      double area(Shape s) { return switch (s) { case Circle(double r) -> 3 * r * r; case Square(var a) when a > 100 -> -1; case Square(double a) -> a * a; }; }
      ---
      double task() { return area(new Circle(2)) + area(new Square(3)) + area(new Square(101)); }
      === nested record patterns
      record In(int v) {}
      record Out(In l, In r) {}
      ---
      int task() { Object o = new Out(new In(3), new In(4)); return o instanceof Out(In(int a), In(var b)) ? a * b : 0; }
      === sealed type with nested cases
      sealed interface Expr { record Num(int v) implements Expr {} record Add(Expr l, Expr r) implements Expr {} }
      ---
      int eval(Expr e) { return switch (e) { case Expr.Num(int v) -> v; case Expr.Add(var l, var r) -> eval(l) + eval(r); }; }
      ---
      int task() { return eval(new Expr.Add(new Expr.Num(3), new Expr.Add(new Expr.Num(4), new Expr.Num(5)))); }
      === generic helper
      <T extends Comparable<T>> T max(java.util.List<T> xs) { T best = xs.get(0); for (T x : xs) if (x.compareTo(best) > 0) best = x; return best; }
      ---
      int task() { return max(java.util.List.of(3, 9, 4)); }
      === generic record
      record Two<A, B>(A a, B b) { <C> Two<A, C> with(C c) { return new Two<>(a, c); } }
      ---
      String task() { return new Two<>("x", 1).with(2.5).toString(); }
      === generic interface and anonymous class
      interface Fold<A, B> { B apply(A a, B b); }
      ---
      int fold(java.util.List<Integer> xs, Fold<Integer, Integer> f) { int acc = 0; for (var x : xs) acc = f.apply(x, acc); return acc; }
      ---
      int task() { return fold(java.util.List.of(1, 2, 3), new Fold<>() { public Integer apply(Integer a, Integer b) { return a * a + b; } }); }
      === a functional interface of the notebook and a lambda
      interface Tri { int of(int a, int b, int c); }
      ---
      int call(Tri t) { return t.of(1, 2, 3); }
      ---
      int task() { return call((a, b, c) -> a + b * c); }
      === method references of every form
      record W(String s) { static W of(String s) { return new W(s); } int len() { return s.length(); } }
      ---
      import java.util.function.*;
      int task() { Function<String, W> a = W::new; Function<String, W> b = W::of; ToIntFunction<W> c = W::len; Supplier<String> d = "abc"::trim; return c.applyAsInt(a.apply("xy")) + c.applyAsInt(b.apply("x")) + d.get().length(); }
      === a type only inferred
      record Secret(int v) {}
      Secret make() { return new Secret(6); }
      ---
      int task() { var s = make(); return s.v(); }
      === a type only in a chain
      record L3(int v) {} record L2(L3 n) {} record L1(L2 n) {}
      L1 deep() { return new L1(new L2(new L3(8))); }
      ---
      int task() { return deep().n().n().v(); }
      === abstract class and super calls
      abstract class Animal { final String n; Animal(String n) { this.n = n; } abstract String sound(); String say() { return n + ":" + sound(); } }
      class Dog extends Animal { Dog() { super("dog"); } String sound() { return "wuff"; } String say() { return super.say() + "!"; } }
      ---
      String task() { return new Dog().say(); }
      === a final class with private state
      static final class Lonely { private int v = 3; int get() { return v; } }
      ---
      int task() { return new Lonely().get(); }
      === modifiers that JShell ignores
      private static final int helper(int x) { return x + 1; }
      ---
      protected record Rec(int x) {}
      ---
      public static int task() { return helper(new Rec(2).x()); }
      === interface with default and static methods
      interface Greeter { String name(); default String greet() { return prefix() + name(); } static String prefix() { return "hi "; } }
      ---
      String task() { Greeter g = () -> "bob"; return g.greet(); }
      === static nested and inner classes
      class Outer { int v = 5; class Inner { int get() { return v * 2; } } static class Nested { int get() { return 1; } } Inner inner() { return new Inner(); } }
      ---
      int task() { Outer o = new Outer(); return o.new Inner().get() + new Outer.Nested().get() + o.inner().get(); }
      === static state begins anew
      class Counter { static int n = 10; static int next() { return n++; } }
      ---
      int task() { Counter.n = 10; return Counter.next() + Counter.next(); }
      === local classes, records, enums and interfaces
      int task() { record L(int a) {} enum E { P, Q } interface F { int f(); } class C implements F { public int f() { return E.Q.ordinal(); } } return new L(4).a() + new C().f(); }
      === labels, loops and switch on strings
      int task() { int n = 0; outer: for (int i = 0; i < 5; i++) { for (int j = 0; ; j++) { if (j == 3) continue outer; if (i == 4) break outer; n += j; switch ("k" + j) { case "k0": n += 1; case "k1": n += 10; break; default: n += 100; } } } return n; }
      === yield in a switch expression
      int task() { int k = 3; return switch (k) { case 1, 2 -> 0; default -> { int q = k * 2; yield q + 1; } }; }
      === try with resources of the notebook's type
      class Res implements AutoCloseable { static StringBuilder log = new StringBuilder(); public void close() { log.append("closed"); } }
      ---
      String task() { Res.log.setLength(0); try (var r = new Res()) { Res.log.append("open "); } finally { Res.log.append(" end"); } return Res.log.toString(); }
      === an exception of the notebook
      class Oops extends RuntimeException { final int code; Oops(int c) { super("oops " + c); code = c; } }
      int thrower(int c) { throw new Oops(c); }
      ---
      String task() { try { return "" + thrower(3); } catch (Oops e) { return e.getMessage() + e.code; } }
      === a checked exception passes through
      int risky() throws java.io.IOException { if (true) throw new java.io.IOException("io"); return 1; }
      ---
      String task() throws Exception { try { return "" + risky(); } catch (java.io.IOException | IllegalStateException e) { return e.getMessage(); } }
      === an annotation of the notebook
      @interface Mark { int value() default 1; String[] names() default {}; }
      @Mark(3) class Marked {}
      ---
      int task() { return new Marked() == null ? 0 : 5; }
      === a final constant
      final int K = 3;
      ---
      int task() { return K * 2; }
      === constants of constants
      final int K1 = 3; final int K2 = K1 * 4; final String T = "n" + K2;
      ---
      String task() { return T + K1; }
      === a string constant with escapes
      final String TXT = "a\\n\\"b\\"\\t\\\\ \\u00e9";
      ---
      String task() { return TXT; }
      === constants of every type
      final byte B0 = 1; final short S0 = 2; final long L0 = 3L; final float F0 = 1.5f; final double D0 = 2.5; final char C0 = '\\''; final boolean Z0 = true;
      ---
      String task() { return "" + B0 + S0 + L0 + F0 + D0 + C0 + Z0; }
      === a constant declared with var
      final var VK = 12;
      ---
      int task() { return VK; }
      === a constant hidden by a local
      final int H = 1;
      ---
      int task() { int H = 2; return H; }
      === import by star, single and static
      import java.util.*;
      import java.util.stream.Collectors;
      import static java.lang.Math.max;
      import static java.util.stream.Collectors.*;
      ---
      String task() { return List.of("a", "b").stream().collect(joining("-")) + max(1, 2) + Map.of("k", 1) + Collectors.class.getSimpleName(); }
      === an import inside the task cell, after the method
      int task() { return new ArrayDeque<>(List.of(1, 2)).size(); }
      import java.util.*;
      === a type of the notebook hides a star import
      import java.util.*;
      ---
      record Date(int day) {}
      ---
      int task() { return new Date(3).day(); }
      === fully qualified names
      int task() { return new java.util.concurrent.atomic.AtomicInteger(java.lang.Math.abs(-4)).get(); }
      === a module import
      import module java.base;
      ---
      String task() { return List.of(1).toString() + Path.of("a"); }
      === text blocks and character arithmetic
      String task() { return \"""
          hello
            "world" \\
          end
          \""" + (char) ('a' + 1) + 0x1F + 1_000 + 0b101 + 07; }
      === unicode identifiers
      int größe(int ß) { return ß + 1; }
      ---
      int task() { return größe(2); }
      === strange spacing and comments in modifiers
      /* static */ final /* public */ static // private
      int spaced ( int x ) { return x ; }
      ---
      int task ( ) { return /* not a */ spaced ( 1 ) ; }
      === the word static in strings and comments
      String words() { /* public static final */ return "private static final"; }
      ---
      String task() { return words(); }
      === several declarations on a line and stray semicolons
      int one() { return 1; }; int two() { return 2; };; record Three(int v) {};
      ---
      int task() { return one() + two() + new Three(3).v(); }
      === recursion with memo in a local map
      long fib(int n, java.util.Map<Integer, Long> memo) { if (n < 2) return n; var hit = memo.get(n); if (hit != null) return hit; long v = fib(n - 1, memo) + fib(n - 2, memo); memo.put(n, v); return v; }
      ---
      long task() { return fib(50, new java.util.HashMap<>()); }
      === streams, collectors and records
      import java.util.*; import java.util.stream.*;
      record Sale(String who, int n) {}
      ---
      String task() { return Stream.of(new Sale("b", 2), new Sale("a", 1), new Sale("b", 5)).collect(Collectors.groupingBy(Sale::who, TreeMap::new, Collectors.summingInt(Sale::n))).toString(); }
      === intersection casts and wildcards
      int len(java.util.List<? extends CharSequence> xs) { int n = 0; for (CharSequence x : xs) n += x.length(); return n; }
      ---
      int task() { Runnable r = (Runnable & java.io.Serializable) () -> {}; r.run(); return len(java.util.List.of("ab", "c")); }
      === arrays, varargs and instanceof
      int sum(int... xs) { int s = 0; for (int x : xs) s += x; return s; }
      int dims(int[] a[]) { return a.length * 10 + a[0].length; }
      ---
      int task() { return sum() + sum(1, 2) + dims(new int[][] {{1, 2, 3}, {}}) + new int[2][3][].length; }
      === compound assignment and ternaries
      int task() { int a = 5; a += 2.7; a <<= 2; a ^= 3; a >>>= 1; a = a > 3 ? a-- : ++a; return ~a + (a & 7 | 1) % 5; }
      === a type parameter named like a type of the notebook
      record T(int v) {}
      ---
      <T> T same(T t) { return t; }
      ---
      String task() { return same("s") + new T(1).v(); }
      === a method and a type of one name
      record both(int v) {}
      int both(int v) { return v * 3; }
      ---
      int task() { return both(2) + new both(1).v(); }
      === a method and a variable of one name
      int amount = 5;
      int amount() { return 6; }
      ---
      int task() { return amount(); }
      === an unused broken cell
      int broken() { return nothing(); }
      ---
      int task() { return 1; }
      === unused locals with types of the notebook
      record Unused(int v) {}
      ---
      int task() { Unused u = null; return u == null ? 1 : 0; }
      === class literals and array types of the notebook
      record Lit(int v) {}
      ---
      String task() { return Lit.class.isRecord() + " " + Lit[].class.getComponentType().equals(Lit.class); }
      === reflection finds public members as in JShell
      record Seen(int v) {}
      ---
      String task() throws Exception { return java.lang.reflect.Modifier.toString(Seen.class.getModifiers()) + Seen.class.getMethod("v").invoke(new Seen(4)); }
      === inheritance through two cells and an interface
      interface Has { int v(); default int more() { return v() + 1; } }
      record Thing(int v) implements Has {}
      ---
      int total(java.util.List<? extends Has> xs) { return xs.stream().mapToInt(Has::more).sum(); }
      ---
      int task() { return total(java.util.List.of(new Thing(1), new Thing(2))); }
      === static nested access by simple name inside
      class Math2 { static final int Q = 4; static int sq(int x) { return x * x * Q; } int r() { return sq(2); } }
      ---
      int task() { return new Math2().r() + Math2.Q; }
      === an instance initializer and a static one
      class Init { static int s; int i; static { s = 4; } { i = 5; } }
      ---
      int task() { return Init.s * new Init().i; }
      === a lambda that calls helpers and recurses
      int step(int x) { return x > 100 ? x : apply(y -> step(y * 2), x); }
      int apply(java.util.function.IntUnaryOperator f, int x) { return f.applyAsInt(x); }
      ---
      int task() { return step(7); }
      === unnamed variables and patterns
      record Pt(int x, int y) {}
      ---
      int task() { int n = 0; for (var _ : java.util.List.of(1, 2, 3)) n++; Object o = new Pt(4, 5); if (o instanceof Pt(int a, _)) n += a; try { Integer.parseInt("q"); } catch (NumberFormatException _) { n += 10; } return n; }
      === statements before a constructor call
      class Base { final int v; Base(int v) { this.v = v; } }
      class Derived extends Base { Derived(int v) { if (v < 0) throw new IllegalArgumentException(); int w = v * 2; super(w); } }
      ---
      int task() { return new Derived(4).v; }
      === iterator of the notebook in a for loop
      class Upto implements Iterable<Integer> { final int n; Upto(int n) { this.n = n; } public java.util.Iterator<Integer> iterator() { return java.util.stream.IntStream.range(0, n).iterator(); } }
      ---
      int task() { int s = 0; for (int i : new Upto(5)) s += i; return s; }
      === string concatenation calls the record's toString
      record Money(long cents) { public String toString() { return cents / 100 + "." + cents % 100; } }
      ---
      String task() { return "" + new Money(1234); }
      === an enum in a map and a nested switch
      import java.util.*;
      enum Day { MON, TUE, SUN; boolean free() { return this == SUN; } }
      ---
      String task() { var m = new EnumMap<Day, Integer>(Day.class); for (var d : Day.values()) m.merge(d, switch (d) { case MON, TUE -> d.free() ? 1 : 2; case SUN -> 3; }, Integer::sum); return m.toString(); }
      === synchronized, assert and do-while
      int task() { int n = 0; Object lock = new Object(); synchronized (lock) { do { n++; assert n < 10 : "no"; } while (n < 4); } return n; }
      === the task's own parameters are helpers' names
      int alpha(int x) { return x * 7; }
      ---
      int use(int alpha) { return alpha(alpha); }
      ---
      int task() { return use(3); }
      === a deprecated and generic vararg helper
      @SafeVarargs @Deprecated static <E> java.util.List<E> listOf(E... es) { return java.util.List.of(es); }
      ---
      String task() { return listOf(1, 2).toString() + listOf().size(); }
      === a qualified this and a shadowed field
      class Sh { int v = 1; class In { int v = 2; int both() { return Sh.this.v * 10 + this.v; } } }
      ---
      int task() { return new Sh().new In().both(); }
      === an inherited static method
      class Pa { static int st() { return 4; } } class Ch extends Pa {}
      ---
      int task() { return Ch.st(); }
      === a task that calls itself
      int task() { return count(3); }
      int count(int n) { return n == 0 ? 0 : 1 + count(n - 1); }
      """;
}
