package io.zhijing.jobs.simulation;

import io.zhijing.connectors.file.Pack;
import io.zhijing.detection.model.CreditCode;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.stats.Draws;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What stays the same over a simulated year: places, who inspects there, and firms. */
final class Scenery {
  private static final int BODIES_OF_A_LEAGUE = 3;
  private static final int FIRMS = 3;
  private static final String CHECK_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  private final RegionMap map;
  private final double[] peopleShare;
  private final List<PublishedRates.Category> categories;
  private final Taxonomy regions;
  private final Taxonomy sectors;
  private final double[][] bodyFactors;
  private final List<String> leagues;
  private final int[] leagueOf;

  /** The scenery of a pack; the bodies' factors are drawn. */
  Scenery(Pack pack, PublishedRates rates, double bodySpread, SplittableRandom random)
      throws IOException {
    this.map = RegionMap.of(pack);
    this.categories = rates.categories();
    this.regions = pack.taxonomies().get(Dimension.REGION);
    this.sectors = pack.taxonomies().get(Dimension.SECTOR);
    double people = Arrays.stream(map.population()).sum();
    this.peopleShare = Arrays.stream(map.population()).map(each -> each / people).toArray();
    this.leagues =
        map.codes().stream().map(code -> regions.parent(code).orElseThrow()).distinct().toList();
    this.leagueOf =
        map.codes().stream()
            .mapToInt(code -> leagues.indexOf(regions.parent(code).orElseThrow()))
            .toArray();
    this.bodyFactors = new double[leagues.size()][BODIES_OF_A_LEAGUE];
    for (double[] bodies : bodyFactors) {
      for (int i = 0; i < bodies.length; i++) {
        bodies[i] = Math.exp(bodySpread * Draws.normal(random) - bodySpread * bodySpread / 2);
      }
    }
  }

  int places() {
    return map.size();
  }

  String place(int index) {
    return map.codes().get(index);
  }

  double peopleShare(int place) {
    return peopleShare[place];
  }

  List<PublishedRates.Category> categories() {
    return categories;
  }

  /** One of the bodies that inspect in a place. */
  Body body(int place, SplittableRandom random) {
    return body(leagueOf[place], random.nextInt(BODIES_OF_A_LEAGUE));
  }

  /** The one that fails most, wherever it usually inspects. */
  Body strictest() {
    Body strictest = body(0, 0);
    for (int league = 0; league < bodyFactors.length; league++) {
      for (int i = 0; i < BODIES_OF_A_LEAGUE; i++) {
        Body body = body(league, i);
        strictest = body.oddsFactor() > strictest.oddsFactor() ? body : strictest;
      }
    }
    return strictest;
  }

  private Body body(int league, int index) {
    return new Body(
        "模拟检验机构-" + leagues.get(league) + "-" + (index + 1), bodyFactors[league][index]);
  }

  /** An inspecting body, and what it does to the odds of failing. */
  record Body(String name, double oddsFactor) {}

  /** The first firm has half of the trade, each next one half of what is left. */
  int firm(SplittableRandom random) {
    int firm = 0;
    while (firm < FIRMS - 1 && random.nextBoolean()) {
      firm++;
    }
    return firm;
  }

  /** A code of the right form whose body no lawful code has. */
  String firmCode(int place, int category, int firm) {
    String body =
        String.format(
            Locale.ROOT, "91%sYYYY%05d", map.codes().get(place), category * FIRMS + firm + 1);
    for (int i = 0; i < CHECK_DIGITS.length(); i++) {
      String code = body + CHECK_DIGITS.charAt(i);
      if (CreditCode.hasValidCheckDigit(code)) {
        return code;
      }
    }
    throw new IllegalStateException("no check digit fits " + body);
  }

  String firmName(int place, int category, int firm) {
    return "模拟企业-"
        + regions.nameZh(map.codes().get(place))
        + "-"
        + categories.get(category).product()
        + "-"
        + (firm + 1);
  }

  /** Whether an incident happens in a place and a category. */
  boolean concerns(Incident incident, int place, int category) {
    return within(regions, map.codes().get(place), incident.where())
        && within(sectors, categories.get(category).sector(), incident.what());
  }

  private static boolean within(Taxonomy taxonomy, String code, List<String> nodes) {
    return nodes.isEmpty()
        || nodes.contains(taxonomy.tree().root().code())
        || taxonomy.lineage(code).stream().anyMatch(nodes::contains);
  }
}
