package io.zhijing.dashboards.kibana.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Handling;
import io.zhijing.detection.warning.Transition;
import io.zhijing.detection.warning.Warning;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceReaderTest {

  private static List<String> faults(Map<String, String> changed) {
    return catchThrowableOfType(
            SourceFaults.class,
            () ->
                SourceReader.read(
                    name ->
                        changed.containsKey(name)
                            ? Optional.of(changed.get(name)).filter(text -> !text.isEmpty())
                            : SourceReader.resource(name),
                    Language.ZH,
                    2))
        .faults();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void theShippedSourceHasNoFaults(Language language) {
    assertThat(SourceReader.shipped(language, 1).dashboards()).hasSize(8);
  }

  @Test
  void aNewChartIsAFewLines() throws SourceFaults {
    String chart =
        """
        title: {zh: 新, en: New}
        about: {zh: 多少, en: How many}
        controls: [region]
        panels:
          - kind: bar
            title: {zh: 每周报告, en: Reports a week}
            at: [0, 0, 24, 12]
            view: reports
            where: 'stream : "inspection"'
            across: {time: arrived_at, every: 1w}
            values:
              - {value: sum(failures) / sum(trials), label: {zh: 不合格率, en: Failure rate}, format: percent}
        """;
    Source source =
        SourceReader.read(
            name ->
                name.equals("situation.yaml") ? Optional.of(chart) : SourceReader.resource(name),
            Language.ZH,
            2);
    assertThat(source.dashboards().get(0).panels()).hasSize(1);
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    String wrong =
        """
        title: {zh: 新}
        colour: red
        controls: [region, weather]
        panels:
          - kind: pie
          - kind: metric
            at: [0, 0, 12]
            view: reprots
            value: avg(trials)
            format: permille
          - kind: table
            at: [0, 0, 24, 12]
            view: reports
            where: 'stream :'
            columns:
              - {value: "sum(failures, kql='a =')", label: x, width: 3}
          - kind: search
            at: [0, 12, 24, 12]
            search: lost
          - kind: words
            at: [0, 24, 24, 12]
            text: {zh: 文, en: "$weather"}
        """;
    assertThat(faults(Map.of("situation.yaml", wrong)))
        .containsExactlyInAnyOrder(
            "situation.yaml: there is no $weather",
            "situation.yaml: there is no 'colour' here",
            "situation.yaml/title: 'en' is missing",
            "situation.yaml: 'about' is missing",
            "situation.yaml: there is no control 'weather'",
            "situation.yaml/panels[0]: there is no kind of panel 'pie'",
            "situation.yaml/panels[1]: 'at' must be four numbers: columns from the left, rows from the top,"
                + " width, height",
            "situation.yaml/panels[1]: 'format' must be one of " + String.join(", ", formats()),
            "situation.yaml/panels[2]: a table needs rows",
            "situation.yaml/panels[2]/columns[0]: there is no 'width' here",
            "situation.yaml/panels[4]/text: 'en' is missing",
            "situation.yaml/panel at 0, 0: there is no view 'reprots'",
            "situation.yaml/panel at 0, 0: formula: there is no function 'avg' at character 4 of: avg(trials)",
            "situation.yaml/panel at 0, 0: query: a name or a value is missing at character 9 of: stream :",
            "situation.yaml/panel at 0, 0: query: ':' is missing at character 3 of: a =",
            "situation.yaml/panel at 0, 12: there is no search 'lost'");
  }

  private static Set<String> formats() {
    return Map.of("integer", 1, "number", 1, "percent", 1, "plain", 1).keySet();
  }

  @Test
  void filesThatAreNotThereOrNoYamlAreNamed() {
    List<String> faults = faults(Map.of("views.yaml", "", "rules.yaml", "a: [1"));
    assertThat(faults).contains("views.yaml: there is no such file");
    assertThat(faults).anyMatch(fault -> fault.startsWith("rules.yaml: no YAML: "));
  }

  /** A code that is not in the list is shown raw. */
  @Test
  void theWordsKnowEveryCode() {
    Map<String, Map<String, Text>> lookups =
        SourceReader.shipped(Language.ZH, 2).shared().lookups();
    assertThat(lookups.get("level").keySet()).isEqualTo(codes(RiskLevel.values()));
    assertThat(lookups.get("stream").keySet()).isEqualTo(codes(ReportStream.values()));
    assertThat(lookups.get("scope").keySet()).isEqualTo(codes(Scope.values()));
    assertThat(lookups.get("warning-status").keySet()).isEqualTo(codes(Warning.Status.values()));
    assertThat(lookups.get("owed").keySet()).isEqualTo(codes(Handling.Stage.values()));
    assertThat(lookups.get("verdict").keySet()).isEqualTo(codes(Verdict.values()));
    assertThat(lookups.get("action").keySet()).containsAll(codes(Transition.Action.values()));
  }

  private static Set<String> codes(io.zhijing.detection.model.Coded... coded) {
    return Arrays.stream(coded)
        .map(io.zhijing.detection.model.Coded::code)
        .collect(Collectors.toSet());
  }

  @Test
  void everyTextIsInBothLanguages() {
    Source source = SourceReader.shipped(Language.ZH, 2);
    Stream<Text> texts =
        Stream.of(
                source.dashboards().stream().flatMap(each -> Stream.of(each.title(), each.about())),
                source.searches().stream().map(Search::title),
                source.rules().stream().flatMap(each -> Stream.of(each.title(), each.message())),
                source.shared().views().stream().map(View::title),
                source.shared().controls().stream().map(Source.Control::label))
            .flatMap(each -> each);
    assertThat(texts)
        .allSatisfy(
            text -> {
              assertThat(text.zh()).matches("(?s).*\\p{IsHan}.*");
              assertThat(text.en()).matches("(?s)\\P{IsHan}+");
            });
  }
}
