package io.zhijing.dashboards.console.view;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Param;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Reply;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.api.Route;
import io.zhijing.dashboards.console.orders.FaultyException;
import io.zhijing.dashboards.console.orders.RulesOrders.RulesReply;
import io.zhijing.dashboards.console.query.RulesQueries.RulesChange;
import io.zhijing.dashboards.console.query.RulesView;
import io.zhijing.dashboards.console.query.UnknownException;
import io.zhijing.dashboards.console.view.RulesPage.Answer;
import io.zhijing.dashboards.console.view.RulesPage.DiffPage;
import io.zhijing.dashboards.console.view.RulesPage.Editor;
import io.zhijing.dashboards.console.view.RulesPage.KeyRow;
import io.zhijing.dashboards.console.view.RulesPage.Line;
import io.zhijing.dashboards.console.view.RulesPage.SilenceRow;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Taxonomy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules in force, their versions, and writing them anew. */
final class RulesPages {
  private final PageServices services;

  RulesPages(PageServices services) {
    this.services = services;
  }

  List<Route> routes() {
    Param csrf = Param.query("csrf", Kind.TEXT, "Token of the session.");
    Param text = Param.query("text", Kind.LINES, "Rules as they are written.");
    return List.of(
        Route.get(
                "/rules",
                "The rules.",
                Route.Need.of(Action.READ_RULES),
                Route.Answer.media(Renderer.HTML),
                request -> page(request, editor(request, Optional.empty()), answered(request)))
            .with(
                Param.query("given", Kind.TEXT, "Name of rules that were given."),
                Param.query("state", Kind.TEXT, "What became of them.")
                    .of("done", "refused", "pending"),
                Param.query("outcome", Kind.TEXT, "The job's answer.")),
        Route.get(
                "/rules/diff",
                "Two versions side by side.",
                Route.Need.of(Action.READ_RULES),
                Route.Answer.media(Renderer.HTML),
                this::diff)
            .with(
                Param.query("before", Kind.TEXT, "Name of the one."),
                Param.query("after", Kind.TEXT, "Name of the other.")),
        Route.post(
                "/rules/validate",
                "Everything that is wrong with rules.",
                Route.Need.of(Action.PUBLISH_RULES),
                Route.Answer.media(Renderer.HTML),
                this::validate)
            .with(csrf, text),
        Route.post(
                "/rules/publish",
                "Give rules to the job.",
                Route.Need.of(Action.PUBLISH_RULES),
                Route.Answer.media(Renderer.HTML),
                this::publish)
            .with(csrf, text));
  }

  private Reply page(Request request, Optional<Editor> editor, Optional<Answer> answer) {
    Frame frame = services.renderer().frame(request).onPage("/rules");
    Viewer viewer = request.viewer();
    RulesView rules = services.queries().rules().inForce(viewer);
    List<RulesChange> history = services.queries().rules().history(viewer);
    return services
        .renderer()
        .page(
            frame,
            "rules",
            new RulesPage(
                rules,
                keys(frame.words(), rules),
                rules.silences().stream()
                    .map(each -> new SilenceRow(silenced(frame.words(), each.nodes()), each))
                    .toList(),
                history,
                services.queries().rules().isComplete(),
                editor,
                answer.map(each -> sinceThen(each, history))));
  }

  /** An answer that had not come may have come since. */
  static Answer sinceThen(Answer answer, List<RulesChange> history) {
    return history.stream()
        .filter(change -> answer.state().equals("pending") && change.name().equals(answer.name()))
        .findFirst()
        .flatMap(RulesChange::outcome)
        .map(
            outcome ->
                new Answer(
                    answer.name(),
                    outcome.equals("applied") ? "done" : "refused",
                    Optional.of(outcome)))
        .orElse(answer);
  }

  private List<KeyRow> keys(Wording words, RulesView rules) {
    return rules.keys().stream()
        .map(
            key ->
                new KeyRow(
                    key.dimension(),
                    name(words, key.dimension(), key.node()),
                    key.score(),
                    key.reason()))
        .toList();
  }

  private String silenced(Wording words, Map<String, String> nodes) {
    return nodes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(node -> name(words, node.getKey(), node.getValue()))
        .collect(Collectors.joining(" · "));
  }

  private String name(Wording words, String dimension, String node) {
    Taxonomy taxonomy = services.lattice().taxonomy(Dimension.ofCode(dimension));
    return taxonomy == null ? node : words.either(taxonomy.nameEn(node), taxonomy.nameZh(node));
  }

  private static Optional<Answer> answered(Request request) {
    return request
        .optional("given")
        .map(name -> new Answer(name, request.text("state"), request.optional("outcome")));
  }

  private Optional<Editor> editor(Request request, Optional<Editor> written) {
    boolean mayWrite = services.renderer().frame(request).may(Action.PUBLISH_RULES);
    if (!mayWrite || written.isPresent()) {
      return written.filter(each -> mayWrite);
    }
    RulesView rules = services.queries().rules().inForce(request.viewer());
    return Optional.of(
        new Editor(RuleDraft.of(rules, request.viewer().name()), List.of(), Optional.empty()));
  }

  private Reply validate(Request request) {
    String text = request.text("text");
    try {
      RulesView checked = services.orders().rules().check(request.viewer(), text);
      return page(
          request,
          Optional.of(new Editor(text, List.of(), Optional.of(checked))),
          Optional.empty());
    } catch (FaultyException e) {
      return faulty(request, text, e);
    }
  }

  private Reply faulty(Request request, String text, FaultyException e) {
    Editor editor = new Editor(text, new RuleLines(text).of(e.faults()), Optional.empty());
    return page(request, Optional.of(editor), Optional.empty()).status(422);
  }

  private Reply publish(Request request) {
    String text = request.text("text");
    try {
      RulesReply reply = services.orders().rules().publish(request.viewer(), text);
      Link back =
          Link.of("/rules", "given", reply.name(), "state", reply.state().code())
              .with("outcome", reply.outcome().orElse(""));
      return Reply.nothing().status(303).header("Location", back + "#answer");
    } catch (FaultyException e) {
      return faulty(request, text, e);
    }
  }

  private Reply diff(Request request) {
    List<RulesChange> history =
        services.queries().rules().history(request.viewer()).stream()
            .filter(change -> change.text().isPresent())
            .toList();
    List<String> names = history.stream().map(RulesChange::name).distinct().toList();
    String after = request.optional("after").or(() -> names.stream().findFirst()).orElse("");
    String before =
        request.optional("before").or(() -> names.stream().skip(1).findFirst()).orElse(after);
    return services
        .renderer()
        .page(
            request,
            "diff",
            new DiffPage(before, after, names, lines(text(history, before), text(history, after))));
  }

  private static List<String> text(List<RulesChange> history, String name) {
    if (name.isEmpty()) {
      return List.of();
    }
    return history.stream()
        .filter(change -> change.name().equals(name))
        .findFirst()
        .flatMap(RulesChange::text)
        .orElseThrow(() -> new UnknownException("rules"))
        .lines()
        .toList();
  }

  static List<Line> lines(List<String> before, List<String> after) {
    List<Line> lines = new ArrayList<>();
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after, true).getDeltas()) {
      if (delta.getType() == DeltaType.EQUAL) {
        add(lines, "same", delta.getSource().getLines());
      } else {
        add(lines, "removed", delta.getSource().getLines());
        add(lines, "added", delta.getTarget().getLines());
      }
    }
    return lines;
  }

  private static void add(List<Line> lines, String kind, List<String> texts) {
    texts.forEach(text -> lines.add(new Line(kind, text)));
  }
}
