package dev.updraft.service.rest;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;

/**
 * One HTTP rule of a call.
 *
 * @param verb GET, POST, PUT, DELETE or PATCH
 * @param template the path
 * @param body {@code *} = the request is the body; empty = there is none; else the field that is
 * @param call the call that it stands for
 * @param request an empty request of its type
 * @param answer an empty answer of its type
 */
record Route(
    String verb,
    Template template,
    String body,
    MethodDescriptor<Message, Message> call,
    Message request,
    Message answer) {}
