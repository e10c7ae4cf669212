package io.zhijing.connectors.notify.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.notify.Language;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.warning.Transition;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static final Words ZH = Words.of(Language.ZH);
  private static final Words EN = Words.of(Language.EN);

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaceholders() {
    assertThat(ZH.keys()).isEqualTo(EN.keys()).hasSizeGreaterThan(50);
    for (String key : ZH.keys()) {
      assertThat(placeholders(ZH.text(key))).as(key).isEqualTo(placeholders(EN.text(key)));
      assertThat(ZH.text(key)).as(key).isNotBlank();
    }
  }

  @Test
  void everyCodeHasAWord() {
    for (Words words : new Words[] {ZH, EN}) {
      expect(words, "level", RiskLevel.values());
      expect(words, "action", Transition.Action.values());
      expect(words, "reason", Transition.Reason.values());
      expect(words, "scope", Scope.values());
    }
  }

  @Test
  void chineseIsReadAsUtf8() {
    assertThat(ZH.code("level", RiskLevel.RED)).isEqualTo("红色");
  }

  @Test
  void aNewCodeIsShownAsItIs() {
    assertThat(ZH.code("action", () -> "of_tomorrow")).isEqualTo("of_tomorrow");
  }

  @Test
  void whatIsFilledInIsNotLookedAtAgain() {
    assertThat(EN.fill("value.level", Map.of("level", "{from} $1"))).isEqualTo("{from} $1");
    assertThatThrownBy(() -> EN.fill("value.level", Map.of())).hasMessageContaining("{level}");
  }

  @Test
  void numbersKeepWhatMatters() {
    assertThat(EN.number(2.04)).isEqualTo("2");
    assertThat(EN.number(5.25)).isEqualTo("5.2");
    assertThat(EN.number(0.0421)).isEqualTo("0.042");
    assertThat(EN.number(12345)).isEqualTo("12,345");
  }

  private static void expect(Words words, String kind, Coded... codes) {
    for (Coded code : codes) {
      assertThat(words.keys()).contains(kind + "." + code.code());
    }
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\{[^}]*}").matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
