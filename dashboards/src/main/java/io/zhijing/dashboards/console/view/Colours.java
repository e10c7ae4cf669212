package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.RulesView;
import io.zhijing.dashboards.console.query.WarningDetail;
import io.zhijing.dashboards.console.query.WarningSummary.Numbers;
import io.zhijing.dashboards.console.view.WarningPage.Colour;
import io.zhijing.dashboards.console.view.WarningPage.KeyRule;
import io.zhijing.dashboards.console.view.WarningPage.Step;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Why a warning has its level, by the rules in force. */
final class Colours {
  private final Lattice lattice;
  private final RulesView rules;
  private final Wording words;

  Colours(Lattice lattice, RulesView rules, Wording words) {
    this.lattice = lattice;
    this.rules = rules;
    this.words = words;
  }

  Colour of(WarningDetail detail) {
    Stratum stratum = Stratum.parse(detail.summary().stratum());
    List<KeyRule> keys = new ArrayList<>();
    for (RulesView.Key key : rules.keys()) {
      Dimension dimension = Dimension.ofCode(key.dimension());
      Taxonomy taxonomy = lattice.taxonomy(dimension);
      String own = stratum.node(dimension);
      if (taxonomy != null && !own.isEmpty() && taxonomy.lineage(own).contains(key.node())) {
        String name = words.either(taxonomy.nameEn(key.node()), taxonomy.nameZh(key.node()));
        keys.add(new KeyRule(name, key.score(), key.reason()));
      }
    }
    double byStream =
        rules.streams().stream()
            .filter(each -> each.stream().equals(stratum.stream().code()))
            .mapToDouble(RulesView.StreamScore::score)
            .sum();
    double shift = byStream + keys.stream().mapToDouble(KeyRule::score).sum();
    Optional<Numbers> numbers = detail.summary().numbers();
    Optional<Double> score = numbers.flatMap(Numbers::score);
    Optional<Double> excess =
        numbers
            .filter(each -> !each.observed().isMasked() && each.expected().isPresent())
            .map(each -> each.observed().value().orElseThrow() - each.expected().orElseThrow());
    List<Step> levels = new ArrayList<>();
    for (RulesView.Level level : rules.levels()) {
      double needed = level.score() + shift;
      levels.add(
          new Step(
              level.level().code(),
              needed,
              level.excess(),
              score.map(value -> value >= needed),
              excess.map(value -> value >= level.excess())));
    }
    Collections.reverse(levels);
    return new Colour(
        rules.name(),
        detail.rules().isEmpty() || detail.rules().equals(rules.name()),
        shift,
        byStream,
        keys,
        levels);
  }
}
