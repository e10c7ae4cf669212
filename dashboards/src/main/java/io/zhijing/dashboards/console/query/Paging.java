package io.zhijing.dashboards.console.query;

/**
 * Which part of a list.
 *
 * @param page from 1
 * @param size how many on a page
 */
public record Paging(int page, int size) {
  /** Most on a page. */
  public static final int MOST = 200;

  /** Elasticsearch gives no more by pages; what lies beyond is for exports. */
  public static final int WINDOW = 10_000;

  /** Most rows of an export: a sheet holds few more, and it waits in a small folder to be sent. */
  public static final int EXPORT = 1_000_000;

  /** Refuses what {@link #isPossible} says is none. */
  public Paging {
    if (!isPossible(page, size)) {
      throw new IllegalArgumentException("no page: " + page + " of " + size);
    }
  }

  /** Whether there can be such a page. */
  public static boolean isPossible(int page, int size) {
    return page >= 1 && size >= 1 && size <= MOST && (long) page * size <= WINDOW;
  }

  /** How many lie before. */
  public int from() {
    return (page - 1) * size;
  }
}
