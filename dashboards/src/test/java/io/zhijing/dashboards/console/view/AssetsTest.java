package io.zhijing.dashboards.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that pages need: all of them, and no others. */
class AssetsTest {
  private static final Pattern USED = Pattern.compile("f\\.asset\\(\"([^\"]+)\"\\)");
  private static final Pattern FOREIGN = Pattern.compile("(?:https?:)?//[a-z0-9.-]+\\.[a-z]{2,}");

  private final Assets assets = new Assets();

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/jte"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void everyFileThatATemplateNamesIsFoundByANameThatHoldsItsHash() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path template : templates()) {
      Matcher matcher = USED.matcher(Files.readString(template));
      while (matcher.find()) {
        used.add(matcher.group(1));
      }
    }
    assertThat(used).contains("console.css", "echarts.js", "htmx.js");
    for (String name : used) {
      String address = assets.address(name);
      assertThat(address).matches("/assets/[a-z]+\\.[0-9a-f]{12}\\.[a-z]+");
      Assets.Asset asset = assets.find(address.substring("/assets/".length())).orElseThrow();
      assertThat(asset.bytes()).as(name).isNotEmpty();
      assertThat(address).contains(asset.tag().replace("\"", ""));
    }
  }

  @Test
  void nothingElseCanBeHad() {
    for (String file :
        List.of(
            "console.css", "../words_en.properties", "words_en.properties", "", "Assets.class")) {
      assertThat(assets.find(file)).as(file).isEmpty();
    }
    assertThatThrownBy(() -> assets.address("words_en.properties"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noFileOfOursAndNoTemplateAsksAnotherHost() throws IOException {
    for (String name : List.of("console.css", "print.css", "console.js", "charts.js", "map.js")) {
      String file = assets.address(name).substring("/assets/".length());
      String text = new String(assets.find(file).orElseThrow().bytes(), StandardCharsets.UTF_8);
      assertThat(FOREIGN.matcher(text).find()).as(name).isFalse();
    }
    for (Path template : templates()) {
      String text = Files.readString(template);
      assertThat(FOREIGN.matcher(text).find()).as(template.toString()).isFalse();
      assertThat(text)
          .as("%s: no inline script or style", template)
          .doesNotContainPattern("<script>|<style|\\sstyle=|\\son[a-z]+=\"|javascript:");
    }
  }

  @Test
  void whatTheScriptAsksByItselfSaysSo() {
    String address = assets.address("console.js");
    String script =
        new String(
            assets.find(address.substring("/assets/".length())).orElseThrow().bytes(),
            StandardCharsets.UTF_8);
    assertThat(script.split("fetch\\(", -1)).as("all by one function").hasSize(2);
    assertThat(script).contains("'X-Zhijing-Unasked': 'true'");
  }
}
