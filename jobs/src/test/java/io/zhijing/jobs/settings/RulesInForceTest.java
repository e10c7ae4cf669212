package io.zhijing.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.state.RulesChange;
import org.junit.jupiter.api.Test;

class RulesInForceTest {
  private static final RuleSet STANDARD = RuleSet.standard();

  private static RulesChange change(int version, String more) {
    String text = "id: centre\nversion: " + version + "\nauthor: li\nreason: why\n" + more;
    return new RulesChange(text, "centre", version, "c" + version, 1);
  }

  private static RuleSet settings(String more) throws Exception {
    return RulesDocument.read(change(1, more).text(), STANDARD).rules();
  }

  @Test
  void aNewerVersionHoldsOverTheSettings() {
    RulesInForce rules = new RulesInForce(STANDARD);
    assertThat(rules.update(change(2, "levels: {red: {score: 18}}"))).isTrue();
    assertThat(rules.get().levels().get(RiskLevel.RED).score()).isEqualTo(18);
    assertThat(rules.name()).isEqualTo("centre@2#c2");
    assertThat(rules.update(change(2, ""))).isFalse();
    assertThat(rules.update(null)).isFalse();
  }

  /** Yellow of the kept version is below what the new settings ask for blue. */
  @Test
  void whatContradictsNewSettingsGivesWayToThem() throws Exception {
    RuleSet settings = settings("levels: {blue: {score: 10}, yellow: {score: 11}}");
    RulesInForce rules = new RulesInForce(settings);
    RulesChange kept = change(2, "levels: {yellow: {score: 9}}");
    assertThat(rules.update(kept)).isFalse();
    assertThat(rules.get()).isEqualTo(settings);
    assertThat(rules.name()).isEqualTo("centre@1");
    assertThat(rules.update(kept)).isFalse();
    assertThat(rules.update(change(3, "levels: {yellow: {score: 11.5}}"))).isTrue();
    assertThat(rules.name()).isEqualTo("centre@3#c3");
  }

  @Test
  void whatNamesOtherDetectorsThanTheRestartedJobRunsGivesWayToTheSettings() throws Exception {
    RuleSet settings = settings("detection: {min_observed: 5}");
    RulesInForce rules = new RulesInForce(settings);
    assertThat(rules.update(change(2, "detection: {min_observed: 3}"))).isFalse();
    assertThat(rules.get()).isEqualTo(settings);
    assertThat(rules.update(change(3, "spread: {min_leagues: 4}"))).isFalse();
    assertThat(rules.get()).isEqualTo(settings);
    assertThat(rules.update(change(4, "life: {close_after_days: 30}"))).isTrue();
    assertThat(rules.get().life().closeAfterDays()).isEqualTo(30);
  }

  @Test
  void theSettingsTakingOverFromAnotherVersionIsAChange() {
    RulesInForce rules = new RulesInForce(STANDARD);
    assertThat(rules.update(change(2, "life: {close_after_days: 30}"))).isTrue();
    assertThat(rules.update(change(3, "spread: {min_leagues: 4}"))).isTrue();
    assertThat(rules.get()).isEqualTo(STANDARD);
    assertThat(rules.name()).isEqualTo("standard@1");
  }
}
