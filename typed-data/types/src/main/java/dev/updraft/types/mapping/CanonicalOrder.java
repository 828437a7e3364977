package dev.updraft.types.mapping;

import dev.updraft.types.StructValue;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The one order in which the elements of a set travel: by kind, then by value. */
final class CanonicalOrder {
  private CanonicalOrder() {}

  static int compare(StructValue a, StructValue b) {
    return switch (a) {
      case StructValue.Null() -> kinds(a, b);
      case StructValue.Bool(boolean x) when b instanceof StructValue.Bool(boolean y) ->
          Boolean.compare(x, y);
      case StructValue.Whole(long x) when b instanceof StructValue.Whole(long y) ->
          Long.compare(x, y);
      case StructValue.Real(double x) when b instanceof StructValue.Real(double y) ->
          Double.compare(x, y);
      case StructValue.Text(String x) when b instanceof StructValue.Text(String y) ->
          x.compareTo(y);
      case StructValue.Bytes(byte[] x) when b instanceof StructValue.Bytes(byte[] y) ->
          java.util.Arrays.compareUnsigned(x, y);
      case StructValue.Items(List<StructValue> x)
          when b instanceof StructValue.Items(List<StructValue> y) ->
          compare(x.iterator(), y.iterator());
      case StructValue.Fields(Map<String, StructValue> x)
          when b instanceof StructValue.Fields(Map<String, StructValue> y) ->
          compareEntries(x.entrySet().iterator(), y.entrySet().iterator());
      default -> kinds(a, b);
    };
  }

  private static int compare(Iterator<StructValue> x, Iterator<StructValue> y) {
    while (x.hasNext() && y.hasNext()) {
      int order = compare(x.next(), y.next());
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(x.hasNext(), y.hasNext());
  }

  /** Records have equal names in one order; maps do not, and two may differ in nothing else. */
  private static int compareEntries(
      Iterator<Map.Entry<String, StructValue>> x, Iterator<Map.Entry<String, StructValue>> y) {
    while (x.hasNext() && y.hasNext()) {
      var a = x.next();
      var b = y.next();
      int order = a.getKey().compareTo(b.getKey());
      order = order == 0 ? compare(a.getValue(), b.getValue()) : order;
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(x.hasNext(), y.hasNext());
  }

  private static int kinds(StructValue a, StructValue b) {
    return Integer.compare(kind(a), kind(b));
  }

  private static int kind(StructValue value) {
    return switch (value) {
      case StructValue.Null _ -> 0;
      case StructValue.Bool _ -> 1;
      case StructValue.Whole _ -> 2;
      case StructValue.Real _ -> 3;
      case StructValue.Text _ -> 4;
      case StructValue.Bytes _ -> 5;
      case StructValue.Items _ -> 6;
      case StructValue.Fields _ -> 7;
    };
  }
}
