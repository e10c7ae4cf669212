package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Tokens;
import io.zhijing.dashboards.console.api.Route.Answer;
import io.zhijing.dashboards.console.api.Route.Need;
import io.zhijing.dashboards.console.orders.CommandOrders;
import io.zhijing.dashboards.console.orders.CommandOrders.CommandReply;
import io.zhijing.dashboards.console.orders.CommandOrders.State;
import io.zhijing.dashboards.console.orders.CommandOrders.Wish;
import io.zhijing.dashboards.console.orders.Orders;
import io.zhijing.dashboards.console.orders.RulesOrders.RulesReply;
import io.zhijing.dashboards.console.orders.SubscriptionOrders.Written;
import io.zhijing.dashboards.console.orders.SubscriptionView;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.dashboards.console.query.RulesQueries.RulesChange;
import io.zhijing.dashboards.console.query.RulesView;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands, rules and subscriptions. */
final class OrderRoutes {
  private static final int ACCEPTED = 202;
  private static final int LONGEST_KEY = 200;

  private final Queries queries;
  private final Orders orders;
  private final SecureRandom random;

  OrderRoutes(Queries queries, Orders orders, SecureRandom random) {
    this.queries = queries;
    this.orders = orders;
    this.random = random;
  }

  /**
   * Rules as they are written.
   *
   * @param text YAML, see docs/settings.md
   */
  record RulesText(String text) {}

  /**
   * Rules, now and before.
   *
   * @param inForce those that hold
   * @param history all that were given, the latest first
   * @param complete whether all that were given have been read
   */
  record RulesAnswer(RulesView inForce, List<RulesChange> history, boolean complete) {}

  /** Subscriptions by id. */
  record SubscriptionList(List<SubscriptionView> items) {}

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(commands());
    routes.addAll(rules());
    routes.addAll(subscriptions());
    routes.addAll(changes());
    return routes;
  }

  private List<Route> commands() {
    Need command = Need.of(Action.COMMAND);
    return List.of(
        Route.post(
                "/warnings/{id}/commands",
                "Act on a warning as whoever has signed in; 202 if the job has not answered yet.",
                command,
                Answer.json(CommandReply.class, 200, ACCEPTED),
                this::command)
            .with(WarningRoutes.ID)
            .taking(Wish.class),
        Route.get(
                "/commands/{id}",
                "What became of a command of one's own.",
                command,
                Answer.json(CommandReply.class, 200, ACCEPTED),
                this::asked)
            .with(Param.path("id", "Id of the command.")));
  }

  private List<Route> rules() {
    Need readRules = Need.of(Action.READ_RULES);
    return List.of(
        Route.get(
            "/rules",
            "The rules that hold, and all that were given.",
            readRules,
            Answer.json(RulesAnswer.class),
            request ->
                Reply.json(
                    new RulesAnswer(
                        queries.rules().inForce(request.viewer()),
                        queries.rules().history(request.viewer()),
                        queries.rules().isComplete()))),
        Route.post(
                "/rules/validate",
                "Say everything that is wrong with rules, or what they say.",
                readRules,
                Answer.json(RulesView.class),
                request ->
                    Reply.json(
                        orders
                            .rules()
                            .check(request.viewer(), request.body(RulesText.class).text())))
            .taking(RulesText.class),
        Route.post(
                "/rules",
                "Give rules to the running job; whoever does must be their author.",
                Need.of(Action.PUBLISH_RULES),
                Answer.json(RulesReply.class, 200, ACCEPTED),
                this::publish)
            .taking(RulesText.class));
  }

  private List<Route> subscriptions() {
    Need write = Need.of(Action.WRITE_SUBSCRIPTIONS);
    Param id = Param.path("id", "Id of the subscription.");
    return List.of(
        Route.get(
            "/subscriptions",
            "Subscriptions: an officer's own.",
            Need.of(Action.READ_SUBSCRIPTIONS),
            Answer.json(SubscriptionList.class),
            request ->
                Reply.json(new SubscriptionList(orders.subscriptions().list(request.viewer())))),
        Route.post(
                "/subscriptions/{id}/validate",
                "Say everything that is wrong with a subscription, or what it says.",
                write,
                Answer.json(SubscriptionView.class),
                request ->
                    Reply.json(
                        orders
                            .subscriptions()
                            .check(
                                request.viewer(), request.text("id"), request.body(Written.class))))
            .with(id)
            .taking(Written.class));
  }

  private List<Route> changes() {
    Need write = Need.of(Action.WRITE_SUBSCRIPTIONS);
    Param id = Param.path("id", "Id of the subscription.");
    return List.of(
        Route.put(
                "/subscriptions/{id}",
                "Write a subscription: an officer its own, of its departments and regions.",
                write,
                Answer.json(SubscriptionView.class),
                request ->
                    Reply.json(
                        orders
                            .subscriptions()
                            .put(
                                request.viewer(), request.text("id"), request.body(Written.class))))
            .with(id)
            .taking(Written.class),
        Route.delete(
                "/subscriptions/{id}",
                "Delete a subscription: an officer its own.",
                write,
                Answer.nothing(),
                request -> {
                  orders.subscriptions().delete(request.viewer(), request.text("id"));
                  return Reply.nothing();
                })
            .with(id));
  }

  private Reply command(Request request) {
    CommandReply reply =
        orders
            .commands()
            .give(
                request.viewer(), request.text("id"), commandId(request), request.body(Wish.class));
    return reply(reply.state(), reply.outcome(), reply);
  }

  /** A repeated request with the key of the first is the same command, which acts once. */
  private String commandId(Request request) {
    Optional<String> key = request.caller().idempotencyKey();
    if (key.filter(text -> text.length() > LONGEST_KEY).isPresent()) {
      throw ProblemException.because(ProblemKind.BAD_PARAMETERS, "idempotency_key_too_long");
    }
    return CommandOrders.idOf(request.viewer(), key.orElseGet(() -> Tokens.random(random)));
  }

  private Reply asked(Request request) {
    CommandReply reply = orders.commands().became(request.viewer(), request.text("id"));
    return reply.state() == State.PENDING ? Reply.json(ACCEPTED, reply) : Reply.json(reply);
  }

  private Reply publish(Request request) {
    RulesReply reply =
        orders.rules().publish(request.viewer(), request.body(RulesText.class).text());
    return reply(reply.state(), reply.outcome(), reply);
  }

  private static Reply reply(State state, Optional<String> outcome, Object body) {
    return switch (state) {
      case DONE -> Reply.json(body);
      case PENDING -> Reply.json(ACCEPTED, body);
      case REFUSED ->
          throw ProblemException.because(ProblemKind.REFUSED_BY_JOB, outcome.orElse(""));
    };
  }
}
