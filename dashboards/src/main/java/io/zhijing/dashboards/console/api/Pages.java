package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.query.Count;
import io.zhijing.dashboards.console.query.Paging;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Pages of lists, with links to their neighbours. */
final class Pages {
  private Pages() {}

  /**
   * A page.
   *
   * @param items in order
   * @param total how many there are in all
   * @param page which, from 1
   * @param size how many on a page
   * @param links to itself and its neighbours
   */
  record Page<T>(List<T> items, Count total, int page, int size, Links links) {}

  /**
   * Addresses of a page and its neighbours.
   *
   * @param self this page
   * @param first the first
   * @param prev the one before
   * @param next the one after
   * @param last the last that is given by pages
   */
  record Links(
      String self,
      String first,
      Optional<String> prev,
      Optional<String> next,
      Optional<String> last) {}

  /** The links of a page of a list. */
  static Links links(Request request, Paging paging, long total) {
    long reachable = Math.min(total, Paging.WINDOW);
    int last = (int) Math.max(1, (reachable + paging.size() - 1) / paging.size());
    while (last > 1 && !Paging.isPossible(last, paging.size())) {
      last--;
    }
    return new Links(
        link(request, paging.page()),
        link(request, 1),
        paging.page() > 1
            ? Optional.of(link(request, Math.min(last, paging.page() - 1)))
            : Optional.empty(),
        paging.page() < last ? Optional.of(link(request, paging.page() + 1)) : Optional.empty(),
        Optional.of(link(request, last)));
  }

  private static String link(Request request, int page) {
    Map<String, List<String>> values = new TreeMap<>(request.values());
    values.put("page", List.of(String.valueOf(page)));
    List<String> pairs = new ArrayList<>();
    values.forEach(
        (name, each) -> {
          if (!request.isInPath(name)) {
            each.forEach(value -> pairs.add(name + "=" + encoded(value)));
          }
        });
    return request.caller().path() + "?" + String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
