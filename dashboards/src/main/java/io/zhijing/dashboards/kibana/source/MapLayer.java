package io.zhijing.dashboards.kibana.source;

import io.zhijing.dashboards.kibana.source.Panel.Data;
import java.util.List;

/**
 * A layer of a map: the shapes of some regions, with what is known of each.
 *
 * @param label what it is called
 * @param shapes which regions
 * @param zoom from and to which zoom it is shown
 * @param joins what is known of them, by region code
 * @param paint how they are coloured
 */
public record MapLayer(Text label, Shapes shapes, Zoom zoom, List<Join> joins, Paint paint) {

  /** Copies the list. */
  public MapLayer {
    joins = List.copyOf(joins);
  }

  /**
   * Which regions.
   *
   * @param data view and query
   * @param code field of their codes
   * @param name field of their names
   */
  public record Shapes(Data data, String code, String name) {}

  /**
   * Where a layer is shown.
   *
   * @param from least
   * @param to most
   */
  public record Zoom(int from, int to) {}

  /**
   * What is known of regions.
   *
   * @param id short, unique in its map
   * @param data view and query
   * @param by field that holds region codes
   * @param isTimed whether the dashboard's time range holds
   * @param values numbers: counts and sums of a field
   */
  public record Join(String id, Data data, String by, boolean isTimed, List<String> values) {
    /** Copies the list. */
    public Join {
      values = List.copyOf(values);
    }
  }

  /**
   * How regions are coloured.
   *
   * @param join id of the join whose number it is; empty for one colour
   * @param value which of its numbers
   * @param stops colours from which number on, ascending; the first is the colour without a number
   */
  public record Paint(String join, String value, List<Stop> stops) {
    /** Copies the list. */
    public Paint {
      stops = List.copyOf(stops);
    }
  }

  /**
   * A colour.
   *
   * @param from from which number on
   * @param color as {@code #rrggbb}
   */
  public record Stop(double from, String color) {}
}
