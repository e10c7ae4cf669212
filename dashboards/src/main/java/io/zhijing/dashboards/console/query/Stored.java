package io.zhijing.dashboards.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.connectors.file.Pack;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Taxonomy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What all queries stand on. Thread-safe.
 *
 * @param search the documents
 * @param pack the authority
 * @param lattice of the pack
 * @param access who may see what
 * @param watching what the documents do not say of themselves
 */
public record Stored(
    DocumentSearch search, Pack pack, Lattice lattice, Access access, Watching watching) {

  /**
   * What the documents do not say of themselves.
   *
   * @param smallCountsBelow counts below this are masked in delicate cells
   * @param silentAfterDays a stream without any report for longer is broken, not quiet
   * @param since first day of each stream, by code; where it is not stated, that of its first count
   * @param streamByTopic stream code by topic name
   */
  public record Watching(
      int smallCountsBelow,
      int silentAfterDays,
      Map<String, LocalDate> since,
      Map<String, String> streamByTopic) {
    /** Copies the maps. */
    public Watching {
      since = Map.copyOf(since);
      streamByTopic = Map.copyOf(streamByTopic);
    }
  }

  SmallCounts smallCounts() {
    return new SmallCounts(access, watching.smallCountsBelow());
  }

  /**
   * How far the job has heard: the newest of what it counted and of its accounts, which are drawn
   * up seldom. Empty if it has heard nothing.
   */
  Optional<Instant> clock() {
    return Stream.of(newest(DocumentKind.COUNTS), newest(DocumentKind.HEALTH))
        .flatMap(Optional::stream)
        .max(Instant::compareTo);
  }

  /** When documents of a kind were written last, by the job's clock. */
  Optional<Instant> newest(DocumentKind kind) {
    Search query = new Search().sort("as_of", false).only("as_of").size(1);
    return DocumentSearch.sources(search.search(kind, query.body())).stream()
        .map(source -> new Doc(source).instant("as_of"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Refuses an export of more than it holds, before any of it is fetched. */
  void requireExportable(DocumentKind kind, Search query) {
    JsonNode answer = search.search(kind, query.counted().size(0).body());
    if (DocumentSearch.total(answer) > Paging.EXPORT) {
      throw new TooManyRowsException(Paging.EXPORT);
    }
  }

  /** A node with its names; the code itself where no taxonomy knows it. */
  Named named(Dimension dimension, String code) {
    Taxonomy taxonomy = lattice.taxonomy(dimension);
    return taxonomy == null
        ? new Named(code, code, code)
        : new Named(code, taxonomy.nameEn(code), taxonomy.nameZh(code));
  }

  /** A department with its names. */
  Named department(String code) {
    return pack.departments().stream()
        .filter(each -> each.code().equals(code))
        .findFirst()
        .map(each -> new Named(code, each.nameEn(), each.nameZh()))
        .orElse(new Named(code, code, code));
  }

  /** The listed codes at and below nodes; empty if one of them is the root, for "any". */
  Optional<Set<String>> below(Dimension dimension, Collection<String> nodes) {
    Taxonomy taxonomy = lattice.taxonomy(dimension);
    Set<String> codes = new TreeSet<>(nodes);
    if (taxonomy == null) {
      return Optional.of(codes);
    }
    if (codes.contains(taxonomy.tree().root().code())) {
      return Optional.empty();
    }
    taxonomy.tree().nodes().stream()
        .map(each -> each.code())
        .filter(code -> taxonomy.lineage(code).stream().anyMatch(nodes::contains))
        .forEach(codes::add);
    return Optional.of(codes);
  }

  /** The first node above, or at, one that is right below the root. */
  String league(Dimension dimension, String node) {
    List<String> lineage = lattice.taxonomy(dimension).lineage(node);
    return lineage.isEmpty() ? node : lineage.get(lineage.size() - 1);
  }
}
