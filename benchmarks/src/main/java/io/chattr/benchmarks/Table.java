package io.chattr.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures in columns, the first of which names its row. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  public Table(List<String> head) {
    rows.add(List.copyOf(head));
  }

  public void add(List<String> row) {
    if (row.size() != rows.get(0).size()) {
      throw new IllegalArgumentException("Not as many cells as columns: " + row);
    }
    rows.add(List.copyOf(row));
  }

  /** A figure with as many decimals as help to compare it. */
  public static String figure(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  /** How many times {@code base} a figure is. */
  public static String ratio(double value, double base) {
    return base == 0 ? "–" : "×" + figure(value / base);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        text.append(" ".repeat(width(column) - row.get(column).length() + (column == 0 ? 2 : 3)))
            .append(row.get(column));
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
