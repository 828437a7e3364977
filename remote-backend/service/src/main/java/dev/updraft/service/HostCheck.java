package dev.updraft.service;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Set;

/**
 * Refuses requests that were addressed to any other name than this machine's own loopback: a page
 * in a browser whose host name was pointed at 127.0.0.1 after it was loaded still sends the name it
 * was loaded from.
 */
final class HostCheck implements DecoratingHttpServiceFunction {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  @Override
  public HttpResponse serve(HttpService next, ServiceRequestContext call, HttpRequest request)
      throws Exception {
    var authority = request.authority();
    if (authority != null && !LOOPBACK.contains(host(authority))) {
      return HttpResponse.of(
          HttpStatus.FORBIDDEN,
          MediaType.PLAIN_TEXT_UTF_8,
          "This backend answers to localhost, 127.0.0.1 and [::1] only, and was called '"
              + host(authority)
              + "'. Connect to one of these.\n");
    }
    return next.serve(call, request);
  }

  private static String host(String authority) {
    var port = authority.lastIndexOf(':');
    var named = port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority;
    return named.toLowerCase(java.util.Locale.ROOT);
  }
}
