package io.zhijing.connectors.wire.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.connectors.file.PackLoader;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rules.Emphasis;
import io.zhijing.detection.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesDocumentTest {
  private static final String HEAD = "id: a\nversion: 2\nauthor: li\nreason: why\n";

  private static List<String> faults(String text) {
    return catchThrowableOfType(
            SettingsFaults.class, () -> RulesDocument.read(text, RuleSet.standard()))
        .faults();
  }

  @Test
  void theSampleIsInOrder() throws IOException, SettingsFaults {
    String text = Files.readString(Path.of("..", "docs", "rules.sample.yaml"));
    RulesDocument sample = RulesDocument.read(text, RuleSet.standard());
    assertThat(sample.rules().version()).isEqualTo(2);
    assertThat(sample.rules().detection()).isEqualTo(RuleSet.standard().detection());
    assertThat(sample.rules().duties()).isEqualTo(RuleSet.standard().duties());
    assertThat(sample.rules().emphasis().keys())
        .extracting(key -> key.dimension() + " " + key.node() + " " + key.score())
        .containsExactly(Dimension.SECTOR + " C144 -1.0", Dimension.REGION + " 150600 -0.5");
    assertThat(sample.rules().emphasis().silences()).hasSize(1);
    assertThat(sample.checksum())
        .hasSize(12)
        .isEqualTo(RulesDocument.read(text, RuleSet.standard()).checksum());
    assertThat(RulesDocument.read(text + "\n", RuleSet.standard()).checksum())
        .isNotEqualTo(sample.checksum());
  }

  @Test
  void aRefusedDocumentNamesEveryFault() {
    assertThat(
            faults(
                """
                version: two
                levels: {blue: {score: 50}}
                duties: {red: {ladder: [], dispose_hours: 0}}
                keys: [{sector: C1, region: 15}, 7]
                silences: [{actor: li}]
                streams: {complaint: low, rumour: 1}
                noise: 1
                """))
        .anySatisfy(fault -> assertThat(fault).contains("streams.complaint must be a number"))
        .anySatisfy(fault -> assertThat(fault).contains("streams.rumour is not known"))
        .anySatisfy(fault -> assertThat(fault).contains("version must be a whole number"))
        .anySatisfy(fault -> assertThat(fault).contains("levels.yellow needs less"))
        .anySatisfy(fault -> assertThat(fault).contains("duties.red.ladder"))
        .anySatisfy(fault -> assertThat(fault).contains("duties.red must leave"))
        .anySatisfy(fault -> assertThat(fault).contains("keys[0] must name exactly one node"))
        .anySatisfy(fault -> assertThat(fault).contains("keys[1] must be a mapping"))
        .anySatisfy(fault -> assertThat(fault).contains("silences[0] would silence everything"))
        .anySatisfy(fault -> assertThat(fault).contains("silences[0].until is missing"))
        .anySatisfy(fault -> assertThat(fault).contains("noise is not known"))
        .contains("id is missing", "author is missing", "reason is missing");
    assertThat(faults("[1, 2]")).containsExactly("rules must be a mapping");
    assertThat(faults("a: [")).singleElement().asString().startsWith("rules are no YAML");
    assertThat(faults("")).containsExactly("rules must be a mapping");
    assertThat(faults("x".repeat(200_001))).singleElement().asString().contains("longer than");
  }

  @Test
  void whatADocumentLeavesOutIsAsThePackHasIt() throws Exception {
    RuleSet base = PackLoader.builtIn("inner-mongolia").standardRules();
    assertThat(base.levels().get(RiskLevel.BLUE).score()).isCloseTo(4.4, within(1e-12));
    assertThat(PackLoader.builtIn("rasff").standardRules())
        .isEqualTo(RuleSet.standard().withLowestScore(6.3));
    RuleSet rules = RulesDocument.read(HEAD + "levels: {red: {score: 18}}", base).rules();
    assertThat(rules.levels().get(RiskLevel.RED).score()).isEqualTo(18);
    assertThat(rules.levels().get(RiskLevel.BLUE)).isEqualTo(base.levels().get(RiskLevel.BLUE));
    assertThat(rules.emphasis().streams()).isEqualTo(base.emphasis().streams()).hasSize(2);
    RuleSet streams = RulesDocument.read(HEAD + "streams: {inspection: 0}", base).rules();
    assertThat(streams.emphasis().streams()).containsExactly(entry(ReportStream.ECOMMERCE, -0.6));
    assertThat(rules.detection()).as("no restart needed").isEqualTo(base.detection());
    assertThat(streams.detection()).as("no restart needed").isEqualTo(base.detection());
    RuleSet kept =
        RulesDocument.read(HEAD + "detection: {signal_scores: {inspection: 0.5}}", base).rules();
    assertThat(kept.detection().alpha(ReportStream.INSPECTION))
        .isCloseTo(base.detection().alpha(ReportStream.COMPLAINT) / Math.sqrt(10), within(1e-12));
    assertThat(kept.detection().alpha(ReportStream.ECOMMERCE))
        .isEqualTo(base.detection().alpha(ReportStream.ECOMMERCE))
        .isGreaterThan(base.detection().alpha(ReportStream.COMPLAINT));
  }

  @Test
  void listsThatADocumentLeavesOutStayAndEmptyOnesClear() throws Exception {
    RuleSet base =
        RulesDocument.read(
                HEAD
                    + "keys: [{sector: C144, score: -1, reason: key sector}]\n"
                    + "silences: [{region: '150102', until: '2026-12-31T00:00:00+08:00',"
                    + " actor: li, reason: campaign}]\n",
                RuleSet.standard())
            .rules();
    assertThat(RulesDocument.read(HEAD + "levels: {red: {score: 18}}", base).rules().emphasis())
        .isEqualTo(base.emphasis());
    assertThat(RulesDocument.read(HEAD + "keys: []", base).rules().emphasis())
        .isEqualTo(new Emphasis(List.of(), base.emphasis().silences()));
    assertThat(RulesDocument.read(HEAD + "silences: []", base).rules().emphasis())
        .isEqualTo(new Emphasis(base.emphasis().keys(), List.of()));
  }

  @Test
  void thresholdsFollowFromTheBudget() throws SettingsFaults {
    String curve = "  curve: [{score: 4, per_month: 10}, {score: 6, per_month: 0.1}]\n";
    RuleSet rules =
        RulesDocument.read(
                HEAD + "budget:\n  false_warnings_per_month: 1\n" + curve, RuleSet.standard())
            .rules();
    assertThat(rules.levels().get(RiskLevel.BLUE).score()).isCloseTo(5, within(1e-9));
    assertThat(rules.levels().get(RiskLevel.RED).score()).isCloseTo(15, within(1e-9));
    assertThat(rules.detection().sensitivity().alpha())
        .isCloseTo(Math.pow(10, -10.0 / 3), within(1e-9));
    assertThat(faults(HEAD + "budget:\n  false_warnings_per_month: 0\n" + curve))
        .containsExactly("budget.false_warnings_per_month must be above zero");
    assertThat(faults(HEAD + "budget: {false_warnings_per_month: 3}"))
        .singleElement()
        .asString()
        .contains("doctor --calibration");
  }
}
