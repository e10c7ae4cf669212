package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.access.Action;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of the table that is the API: what is served, described and tested is the same.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path below the API's root, with parameters in braces
 * @param summary for the OpenAPI document
 * @param need who may come in at all
 * @param params all that are read
 * @param body type of the JSON body, if there is one
 * @param answer what it answers when all is well
 * @param handler does it
 * @param pageSize how many of a list are on a page when nobody says
 */
public record Route(
    String method,
    String path,
    String summary,
    Need need,
    List<Param> params,
    Optional<Class<?>> body,
    Answer answer,
    Handler handler,
    int pageSize) {

  /** Copies the list. */
  public Route {
    params = List.copyOf(params);
  }

  /** Answers a request whose parameters and body are in order. */
  public interface Handler {
    /** Answers. */
    Reply handle(Request request);
  }

  /**
   * Who may come in.
   *
   * @param isOpen whether nobody need sign in
   * @param action what a role must allow; empty for whoever has signed in
   */
  public record Need(boolean isOpen, Optional<Action> action) {
    /** Nothing: whoever asks. */
    public static final Need NOTHING = new Need(true, Optional.empty());

    /** Whoever has signed in. */
    public static final Need SIGNED_IN = new Need(false, Optional.empty());

    /** A role that allows it. */
    public static Need of(Action action) {
      return new Need(false, Optional.of(action));
    }
  }

  /**
   * What is answered when all is well.
   *
   * @param statuses that it may have
   * @param type of the JSON; empty for none, or for other media
   * @param mediaType of the answer
   */
  public record Answer(List<Integer> statuses, Optional<Type> type, String mediaType) {
    static final String JSON = "application/json";

    static Answer json(Type type, Integer... statuses) {
      return new Answer(
          statuses.length == 0 ? List.of(200) : List.of(statuses), Optional.of(type), JSON);
    }

    /** Other than JSON. */
    public static Answer media(String mediaType) {
      return new Answer(List.of(200), Optional.empty(), mediaType);
    }

    static Answer nothing() {
      return new Answer(List.of(204), Optional.empty(), "");
    }
  }

  /** A line that reads. */
  public static Route get(String path, String summary, Need need, Answer answer, Handler handler) {
    return post(path, summary, need, answer, handler).by("GET");
  }

  /** A line that changes. */
  public static Route post(String path, String summary, Need need, Answer answer, Handler handler) {
    return new Route(
        "POST",
        path,
        summary,
        need,
        List.of(),
        Optional.empty(),
        answer,
        handler,
        Parameters.USUAL_SIZE);
  }

  static Route put(String path, String summary, Need need, Answer answer, Handler handler) {
    return post(path, summary, need, answer, handler).by("PUT");
  }

  static Route delete(String path, String summary, Need need, Answer answer, Handler handler) {
    return post(path, summary, need, answer, handler).by("DELETE");
  }

  private Route by(String other) {
    return new Route(other, path, summary, need, params, body, answer, handler, pageSize);
  }

  /** The same with more parameters. */
  public Route with(Param... more) {
    return with(List.of(more));
  }

  /** The same with more parameters. */
  public Route with(List<Param> more) {
    List<Param> all = new ArrayList<>(params);
    all.addAll(more);
    return new Route(method, path, summary, need, all, body, answer, handler, pageSize);
  }

  Route taking(Class<?> type) {
    return new Route(
        method, path, summary, need, params, Optional.of(type), answer, handler, pageSize);
  }

  /** The same whose list has pages of that size, of which any may be asked for. */
  public Route paged(int size) {
    List<Param> all = new ArrayList<>(params);
    all.add(Param.query("page", Param.Kind.INTEGER, "Which part, from 1."));
    return new Route(method, path, summary, need, all, body, answer, handler, size);
  }

  /** Whether it changes something. */
  public boolean isChange() {
    return !method.equals("GET");
  }
}
