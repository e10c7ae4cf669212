package io.zhijing.dashboards.kibana.generate;

import io.zhijing.dashboards.kibana.source.Language;

/**
 * For whom the objects are made.
 *
 * @param prefix what index names and ids begin with
 * @param language of titles and labels
 * @param console address of the console, without a slash at its end
 * @param authority what is particular to the authority's pack
 * @param opening what dashboards show when they are opened
 */
public record Edition(
    String prefix, Language language, String console, Authority authority, Opening opening) {

  /**
   * What is particular to the authority's pack.
   *
   * @param hasMap whether there are shapes of its regions, on a server that can draw them
   * @param sectorLevel how deep charts of sectors go
   */
  public record Authority(boolean hasMap, int sectorLevel) {}

  /**
   * What dashboards show when they are opened.
   *
   * @param from beginning of the time range, a day or such as {@code now-30d}
   * @param to its end
   * @param isSimulated whether a notice says that the data are simulated
   */
  public record Opening(String from, String to, boolean isSimulated) {
    /** The last weeks, of real data. */
    public static Opening usual() {
      return new Opening("now-30d", "now", false);
    }
  }

  /** Cuts the slash that people put at the end of an address. */
  public Edition {
    console = console.replaceAll("/+$", "");
  }

  /** The id of a thing that both languages share. */
  String shared(String kind, String id) {
    return prefix + "-" + kind + "-" + id;
  }

  /** The id of a thing of this language. */
  String own(String id) {
    return prefix + "-" + language.code() + "-" + id;
  }
}
