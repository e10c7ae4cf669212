package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Decision.Reason;
import io.zhijing.dashboards.console.access.RefusedException;
import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Param;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Reply;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.api.Route;
import io.zhijing.dashboards.console.orders.FaultyException;
import io.zhijing.dashboards.console.orders.FaultyException.OrderFault;
import io.zhijing.dashboards.console.orders.SubscriptionOrders.Written;
import io.zhijing.dashboards.console.orders.SubscriptionView;
import io.zhijing.dashboards.console.query.Named;
import io.zhijing.dashboards.console.query.UnknownException;
import io.zhijing.dashboards.console.view.SubscriptionsPage.Form;
import io.zhijing.dashboards.console.view.SubscriptionsPage.Lists;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.ReportStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Subscriptions: read, written, deleted, within one's rights. */
final class SubscriptionPages {
  private static final int SEE_OTHER = 303;
  private static final int FORBIDDEN = 403;
  private static final int FAULTY = 422;

  /** Refusals that whoever entered it can put right, at the field where it can. */
  private static final Map<Reason, String> FIELDS =
      Map.of(
          Reason.NOT_OWN_DEPARTMENT, "departments",
          Reason.NOT_OWN_REGION, "regions");

  private static final List<String> LEVELS =
      SituationPage.LEVELS.stream().map(Coded::code).toList();

  private final PageServices services;

  SubscriptionPages(PageServices services) {
    this.services = services;
  }

  List<Route> routes() {
    Param csrf = Param.query("csrf", Kind.TEXT, "Token of the session.");
    Param id = Param.query("subscription_id", Kind.TEXT, "Name of the subscription.");
    return List.of(
        Route.get(
                "/subscriptions",
                "Subscriptions.",
                Route.Need.of(Action.READ_SUBSCRIPTIONS),
                Route.Answer.media(Renderer.HTML),
                this::list)
            .with(
                Param.query("edit", Kind.TEXT, "One that is written anew."),
                Param.query("new", Kind.FLAG, "Whether one is added."),
                Param.query("done", Kind.FLAG, "Whether one was just changed.")),
        Route.post(
                "/subscriptions",
                "Write a subscription.",
                Route.Need.of(Action.WRITE_SUBSCRIPTIONS),
                Route.Answer.media(Renderer.HTML),
                this::write)
            .with(csrf, id)
            .with(SubscriptionForm.FIELDS),
        Route.post(
                "/subscriptions/delete",
                "Delete a subscription.",
                Route.Need.of(Action.WRITE_SUBSCRIPTIONS),
                Route.Answer.media(Renderer.HTML),
                request -> {
                  services
                      .orders()
                      .subscriptions()
                      .delete(request.viewer(), request.text("subscription_id"));
                  return done();
                })
            .with(csrf, id.needed()));
  }

  private static Reply done() {
    return Reply.nothing().status(SEE_OTHER).header("Location", "/subscriptions?done=true");
  }

  private List<SubscriptionView> items(Request request) {
    return services.orders().subscriptions().list(request.viewer());
  }

  private Reply list(Request request) {
    Optional<Form> form = Optional.empty();
    if (request.optional("edit").isPresent()) {
      SubscriptionView known =
          items(request).stream()
              .filter(each -> each.id().equals(request.text("edit")))
              .findFirst()
              .orElseThrow(() -> new UnknownException("subscription"));
      form = Optional.of(form(request, false, SubscriptionForm.of(known)));
    } else if (request.flag("new").orElse(false)) {
      Map<String, List<String>> values = new HashMap<>();
      values.put("recipient", List.of(request.viewer().name()));
      values.put("active", List.of("true"));
      values.put("min_level", List.of("blue"));
      values.put("immediate", List.of("red", "orange"));
      values.put("language", List.of(request.language()));
      if (!request.viewer().seesAllWarnings()) {
        values.put("departments", List.copyOf(request.viewer().departments()));
        values.put("regions", List.of(regions(request.viewer())));
      }
      form = Optional.of(form(request, true, new Entered("subscription", values, List.of())));
    }
    return page(request, form);
  }

  private static String regions(Viewer viewer) {
    return viewer.regions().stream().sorted().collect(Collectors.joining(", "));
  }

  private Reply page(Request request, Optional<Form> form) {
    Wording words = services.renderer().frame(request).words();
    Map<String, String> names =
        departments(request).stream().collect(Collectors.toMap(Named::code, words::name));
    return services
        .renderer()
        .page(
            services.renderer().frame(request).onPage("/subscriptions"),
            "subscriptions",
            new SubscriptionsPage(items(request), form, request.flag("done").orElse(false), names));
  }

  private List<Named> departments(Request request) {
    return services.queries().catalogue().catalogue(request.viewer()).departments().stream()
        .map(each -> new Named(each.code(), each.nameEn(), each.nameZh()))
        .toList();
  }

  private Form form(Request request, boolean isNew, Entered entered) {
    Wording words = services.renderer().frame(request).words();
    Viewer viewer = request.viewer();
    List<Named> departments =
        departments(request).stream()
            .filter(each -> viewer.seesAllWarnings() || viewer.departments().contains(each.code()))
            .toList();
    return new Form(
        isNew,
        entered,
        viewer.is(Role.ADMINISTRATOR),
        !viewer.seesAllWarnings(),
        new Lists(
            Choices.of(
                "stream",
                Arrays.stream(ReportStream.values()).map(Coded::code).toList(),
                words,
                entered.all("streams")),
            Choices.of(departments, words, entered.all("departments")),
            Choices.of("level", LEVELS, words, entered.all("min_level")),
            Choices.of("level", LEVELS, words, entered.all("immediate")),
            Choices.of("language", List.of("zh", "en"), words, entered.all("language"))));
  }

  private Reply write(Request request) {
    String id = request.text("subscription_id");
    Entered entered = new Entered("subscription", request.values(), List.of());
    boolean isNew = request.flag("is_new").orElse(false);
    try {
      Written written = SubscriptionForm.written(request);
      services.orders().subscriptions().put(request.viewer(), id, written);
      return done();
    } catch (FaultyException e) {
      return again(request, isNew, entered.with(e.faults())).status(FAULTY);
    } catch (RefusedException e) {
      Reason reason = e.decision().reason();
      if (!FIELDS.containsKey(reason)) {
        throw e;
      }
      OrderFault fault = new OrderFault(FIELDS.get(reason), reason.code());
      return again(request, isNew, entered.with(List.of(fault))).status(FORBIDDEN);
    }
  }

  private Reply again(Request request, boolean isNew, Entered entered) {
    return page(request, Optional.of(form(request, isNew, entered)));
  }
}
