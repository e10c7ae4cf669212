package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.About;
import io.zhijing.dashboards.console.api.Request.Caller;
import io.zhijing.dashboards.console.query.StratumView;
import io.zhijing.dashboards.console.query.WarningSummary.What;
import io.zhijing.detection.model.Coded;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What every page knows: its language, its reader, and where it stands. Templates speak through it.
 *
 * @param words in the page's language
 * @param caller who asks
 * @param about what this console is
 * @param assets files that pages need
 * @param here address of the page and what was asked for
 * @param once a random text, new on every page, by which what is sent twice acts once
 * @param isDemo whether nobody need sign in
 */
public record Frame(
    Wording words,
    Caller caller,
    About about,
    Assets assets,
    Link here,
    String once,
    boolean isDemo) {

  /** The same on another page, for what is shown in answer to a form. */
  Frame onPage(String path) {
    Link there = here.path().equals(path) ? here : Link.of(path);
    return new Frame(words, caller, about, assets, there, once, isDemo);
  }

  /** Words of a key. */
  public String t(String key, Object... details) {
    return words.of(key, details);
  }

  /** The word for a code. */
  public String code(String list, String code) {
    return words.code(list, code);
  }

  /** The word for a value of a closed list. */
  public String code(String list, Coded value) {
    return words.code(list, value);
  }

  /** Tag of the language for browsers. */
  public String tag() {
    return words.isEnglish() ? "en" : "zh-CN";
  }

  /** Name of the authority. */
  public String authority() {
    return words.either(about.nameEn(), about.nameZh());
  }

  /** The same page in the other language. */
  public String otherLanguage() {
    return here.with("lang", words.isEnglish() ? "zh" : "en").toString();
  }

  /** Whether somebody reads it. */
  public boolean isSignedIn() {
    return caller.viewer().isPresent();
  }

  /** Name of whoever reads it; empty for nobody. */
  public String user() {
    return caller.viewer().map(Viewer::name).orElse("");
  }

  /** Roles of whoever reads it, in words. */
  public String roles() {
    List<String> codes =
        caller
            .viewer()
            .map(viewer -> viewer.roles().stream().sorted().toList())
            .orElse(List.of())
            .stream()
            .map(Coded::code)
            .toList();
    return words.codes("role", codes);
  }

  /** Whether a role of the reader's allows it. */
  public boolean may(Action action) {
    return caller
        .viewer()
        .map(viewer -> !Collections.disjoint(viewer.roles(), action.roles()))
        .orElse(false);
  }

  /** What forms must send along. */
  public String csrf() {
    return caller.csrf().orElse("");
  }

  /** Where a file is. */
  public String asset(String name) {
    return assets.address(name);
  }

  /** An address with values. */
  public String link(String path, String... namesAndValues) {
    return Link.of(path, namesAndValues).toString();
  }

  /** Where and what a warning is about. */
  public String title(What what) {
    return WarningWords.title(words, what);
  }

  /** What is wrong with a dead letter, in words. */
  public String letter(String reason) {
    return code("letter", Letters.fault(reason));
  }

  /** The field that is wrong in a dead letter; empty for the whole of it. */
  public String letterField(String reason) {
    return Letters.field(reason);
  }

  /** Names of a stratum; the stream's alone for the whole of it. */
  public String label(StratumView stratum) {
    String label = words.either(stratum.labelEn(), stratum.labelZh());
    String stream = code("stream", stratum.stream());
    return label.isEmpty() ? stream : stream + " · " + label;
  }

  /** The page of a stratum. */
  public String stratum(String key) {
    return link("/strata", "stratum", key);
  }

  /** The page of a warning. */
  public String warning(String id) {
    return "/warnings/" + Link.encoded(id);
  }

  /** Where the reader can go, by the part of the console: address and key of its word. */
  public Map<String, Action> parts() {
    return Navigation.PARTS;
  }

  /** Whether the page belongs to a part of the console. */
  public boolean isIn(String part) {
    return Navigation.isIn(here.path(), part);
  }
}
