package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.WarningSummary;
import io.zhijing.dashboards.console.query.WarningSummary.Numbers;
import io.zhijing.dashboards.console.query.WarningSummary.What;
import java.util.ArrayList;
import java.util.List;

/** What was seen, in sentences that need no statistics to be read. */
final class WarningWords {
  private static final double MOST_TOLD = 12;
  private static final double BASE = 10;

  private final Wording words;

  WarningWords(Wording words) {
    this.words = words;
  }

  /** Where and what. */
  static String title(Wording words, What what) {
    String where = words.either(what.whereEn(), what.whereZh());
    String matter = words.either(what.whatEn(), what.whatZh());
    String place = where.isEmpty() ? words.of("everywhere") : where;
    boolean isOrigin = what.producer().isPresent() && what.region().isEmpty();
    return (isOrigin ? words.of("title.producer", place) : place)
        + " · "
        + (matter.isEmpty() ? words.of("everything") : matter);
  }

  List<String> sentences(WarningSummary warning) {
    if (warning.numbers().isEmpty()) {
      return List.of(words.of("seen.taken_back"));
    }
    Numbers numbers = warning.numbers().get();
    List<String> sentences = new ArrayList<>();
    String seen = words.count(numbers.observed());
    String stream = words.code("stream", warning.stream());
    if (numbers.clusterOf() > 0) {
      sentences.add(words.of("seen.cluster", numbers.clusterOf()));
    }
    boolean isRate = numbers.trials() > 0;
    if (isRate) {
      sentences.add(
          words.of(
              "seen.rate",
              numbers.day(),
              numbers.windowDays(),
              stream,
              words.number(numbers.trials()),
              seen));
    } else {
      sentences.add(words.of("seen.count", numbers.day(), numbers.windowDays(), stream, seen));
    }
    expected(sentences, numbers);
    if (numbers.streams().size() > 1) {
      List<String> others =
          numbers.streams().stream().skip(1).map(code -> words.code("stream", code)).toList();
      sentences.add(words.of("seen.streams", String.join(words.of("list.separator"), others)));
    }
    chance(sentences, numbers);
    if (numbers.baseline().state().equals("borrowed")) {
      sentences.add(words.of("seen.borrowed"));
    }
    return sentences;
  }

  private void expected(List<String> sentences, Numbers numbers) {
    if (numbers.expected().isEmpty()) {
      sentences.add(words.of("seen.withheld"));
      return;
    }
    double expected = numbers.expected().get();
    if (expected <= 0) {
      sentences.add(words.of("seen.first_ever"));
      return;
    }
    sentences.add(
        words.of("seen.expected", words.real(expected), words.real(numbers.upperBound())));
    if (!numbers.observed().isMasked()) {
      double times = numbers.observed().value().orElseThrow() / expected;
      sentences.add(words.of("seen.times", words.real(times)));
    }
  }

  /** One in how many, by the power of ten: more would be more exact than it is. */
  private void chance(List<String> sentences, Numbers numbers) {
    if (numbers.score().isEmpty()) {
      return;
    }
    double score = numbers.score().get();
    double told = Math.min(Math.floor(score), MOST_TOLD);
    sentences.add(
        told < 1
            ? words.of("seen.chance.often")
            : words.of(
                score > MOST_TOLD ? "seen.chance.below" : "seen.chance",
                words.number((long) Math.pow(BASE, told))));
  }
}
