package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.access.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that pages need, by an explicit list: nothing else can be had. Each is found by a name that
 * holds its hash, so that browsers may keep it for ever. Immutable.
 */
public final class Assets {
  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
  private static final int HASH_CHARACTERS = 12;

  private static final List<Source> SOURCES =
      List.of(
          new Source("console.css", "console.css", "text/css; charset=utf-8"),
          new Source("print.css", "print.css", "text/css; charset=utf-8"),
          new Source("console.js", "console.js", JAVASCRIPT),
          new Source("charts.js", "charts.js", JAVASCRIPT),
          new Source("map.js", "map.js", JAVASCRIPT),
          new Source("icon.svg", "icon.svg", "image/svg+xml"),
          new Source("echarts.js", WEBJARS + "echarts/5.5.0/echarts.min.js", JAVASCRIPT),
          new Source("htmx.js", WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js", JAVASCRIPT));

  private final Map<String, String> addresses = new HashMap<>();
  private final Map<String, Asset> byFile = new HashMap<>();

  /** All of the list. */
  public Assets() {
    for (Source source : SOURCES) {
      byte[] bytes = read(source.resource());
      String hash = Tokens.hash(new String(bytes, StandardCharsets.ISO_8859_1));
      String shortHash = hash.substring(0, HASH_CHARACTERS);
      int dot = source.name().lastIndexOf('.');
      String file =
          source.name().substring(0, dot) + "." + shortHash + source.name().substring(dot);
      addresses.put(source.name(), "/assets/" + file);
      byFile.put(file, new Asset(bytes, source.mediaType(), "\"" + shortHash + "\""));
    }
  }

  private record Source(String name, String resource, String mediaType) {}

  /**
   * A file.
   *
   * @param bytes what it holds
   * @param mediaType of it
   * @param tag names its content
   */
  record Asset(byte[] bytes, String mediaType, String tag) {}

  private static byte[] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a page finds a file of the list. */
  public String address(String name) {
    String address = addresses.get(name);
    if (address == null) {
      throw new IllegalArgumentException("no such asset: " + name);
    }
    return address;
  }

  /** The file of an address. */
  Optional<Asset> find(String file) {
    return Optional.ofNullable(byFile.get(file));
  }
}
