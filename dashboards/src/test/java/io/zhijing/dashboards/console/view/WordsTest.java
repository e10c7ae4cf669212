package io.zhijing.dashboards.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.query.Series;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Measure;
import io.zhijing.detection.warning.Warning;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every word in both languages, and no word that nobody says. */
class WordsTest {
  private static final Path BUNDLES =
      Path.of("src/main/resources/io/zhijing/dashboards/console/view");
  private static final Pattern BEGUN = Pattern.compile("\"([a-z_.]+\\.)\" *\\+");
  private static final Pattern SAID =
      Pattern.compile("(?:f\\.t|words(?:\\(\\))?\\.of)\\(\"([^\"]+)\"[,)]");

  /** Lists whose words are asked for by a code that only the data know. */
  private static final List<String> LISTS_OF_CODES =
      List.of("language", "officer", "measure", "section");

  private static Properties words(String language) throws IOException {
    Properties words = new Properties();
    try (Reader in =
        Files.newBufferedReader(BUNDLES.resolve("words_" + language + ".properties"))) {
      words.load(in);
    }
    return words;
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    for (Path root :
        List.of(
            Path.of("src/main/jte"), Path.of("src/main/java/io/zhijing/dashboards/console/view"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          sources.add(Files.readString(file));
        }
      }
    }
    return sources;
  }

  @Test
  void bothLanguagesHaveTheSameKeysAndTheSameDetails() throws IOException {
    Properties english = words("en");
    Properties chinese = words("zh");
    assertThat(new TreeSet<>(english.keySet())).isEqualTo(new TreeSet<>(chinese.keySet()));
    for (String key : english.stringPropertyNames()) {
      assertThat(english.getProperty(key)).as(key).isNotBlank();
      assertThat(chinese.getProperty(key)).as(key).isNotBlank();
      assertThat(formats(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(formats(english.getProperty(key)));
    }
  }

  private static int formats(String pattern) {
    return new MessageFormat(pattern, Locale.ROOT).getFormatsByArgumentIndex().length;
  }

  @Test
  void whateverATemplateSaysHasWords() throws IOException {
    Properties words = words("zh");
    Set<String> said = new TreeSet<>();
    for (String source : sources()) {
      Matcher matcher = SAID.matcher(source);
      while (matcher.find()) {
        said.add(matcher.group(1));
      }
    }
    assertThat(said).hasSizeGreaterThan(200);
    said.removeAll(words.stringPropertyNames());
    assertThat(said).as("no words for these keys").isEmpty();
  }

  @Test
  void everyWordIsSaidSomewhere() throws IOException {
    String sources = String.join("\n", sources());
    Set<String> begun = new TreeSet<>();
    Matcher matcher = BEGUN.matcher(sources);
    while (matcher.find()) {
      begun.add(matcher.group(1));
    }
    List<String> unsaid = new ArrayList<>();
    for (String key : words("zh").stringPropertyNames()) {
      String list = key.substring(0, Math.max(0, key.indexOf('.')));
      boolean isOfList = sources.contains("\"" + list + "\"") || LISTS_OF_CODES.contains(list);
      boolean isBegun = begun.stream().anyMatch(key::startsWith);
      if (!sources.contains("\"" + key + "\"") && !isOfList && !isBegun) {
        unsaid.add(key);
      }
    }
    assertThat(unsaid).as("nobody says these").isEmpty();
  }

  @Test
  void everyCodeOfAClosedListHasAWord() throws IOException {
    Map<String, Coded[]> lists =
        Map.of(
            "level", RiskLevel.values(),
            "status", Warning.Status.values(),
            "scope", Scope.values(),
            "stream", ReportStream.values(),
            "dimension", Dimension.values(),
            "role", Role.values(),
            "measure", Measure.values(),
            "verdict", Command.Verdict.values(),
            "state", Series.State.values());
    Properties words = words("zh");
    lists.forEach(
        (list, codes) -> {
          for (Coded code : codes) {
            assertThat(words.stringPropertyNames()).contains(list + "." + code.code());
          }
        });
    for (String part : Navigation.PARTS.keySet()) {
      assertThat(words.stringPropertyNames()).contains("nav." + part);
    }
    assertThat(Navigation.PARTS.values()).contains(Action.READ_WARNINGS);
  }

  @Test
  void whatHasNoWordsCannotBeOverlooked() {
    Wording words = new Wording("zh", java.time.ZoneId.of("Asia/Shanghai"));
    assertThat(words.of("no.such.key")).isEqualTo("???no.such.key");
    assertThat(words.code("level", "violet")).as("a list that has grown").isEqualTo("violet");
  }

  @Test
  void numbersDaysAndSharesReadTheSameInBothLanguages() {
    for (String language : List.of("zh", "en")) {
      Wording words = new Wording(language, java.time.ZoneId.of("Asia/Shanghai"));
      assertThat(words.number(12345)).isEqualTo("12\u202f345");
      assertThat(words.percent(1, 3)).isEqualTo("33.3%");
      assertThat(words.percent(0, 0)).isEqualTo("–");
      assertThat(words.day(java.time.LocalDate.of(2025, 7, 2))).isEqualTo("2025-07-02");
      assertThat(words.time(java.time.Instant.parse("2025-07-01T22:05:00Z")))
          .as("times are the authority's")
          .isEqualTo("2025-07-02 06:05");
    }
  }
}
