package dev.updraft.service;

import com.flyteidl.admin.ListMatchableAttributesRequest;
import com.flyteidl.admin.ListMatchableAttributesResponse;
import com.flyteidl.admin.ProjectAttributes;
import com.flyteidl.admin.ProjectAttributesDeleteRequest;
import com.flyteidl.admin.ProjectAttributesDeleteResponse;
import com.flyteidl.admin.ProjectAttributesGetRequest;
import com.flyteidl.admin.ProjectAttributesGetResponse;
import com.flyteidl.admin.ProjectAttributesUpdateRequest;
import com.flyteidl.admin.ProjectAttributesUpdateResponse;
import com.flyteidl.admin.ProjectDomainAttributes;
import com.flyteidl.admin.ProjectDomainAttributesDeleteRequest;
import com.flyteidl.admin.ProjectDomainAttributesDeleteResponse;
import com.flyteidl.admin.ProjectDomainAttributesGetRequest;
import com.flyteidl.admin.ProjectDomainAttributesGetResponse;
import com.flyteidl.admin.ProjectDomainAttributesUpdateRequest;
import com.flyteidl.admin.ProjectDomainAttributesUpdateResponse;
import com.flyteidl.admin.WorkflowAttributes;
import com.flyteidl.admin.WorkflowAttributesDeleteRequest;
import com.flyteidl.admin.WorkflowAttributesDeleteResponse;
import com.flyteidl.admin.WorkflowAttributesGetRequest;
import com.flyteidl.admin.WorkflowAttributesGetResponse;
import com.flyteidl.admin.WorkflowAttributesUpdateRequest;
import com.flyteidl.admin.WorkflowAttributesUpdateResponse;
import com.flyteidl.service.AdminServiceGrpc;
import dev.updraft.model.Attributes.Scope;
import io.grpc.stub.StreamObserver;

/** The part of Flyte's AdminService that is about attributes: which call goes where. */
abstract class AdminAttributes extends AdminServiceGrpc.AdminServiceImplBase {
  private final AttributeCalls attributes;

  AdminAttributes(AttributeCalls attributes) {
    this.attributes = attributes;
  }

  @Override
  public void updateProjectAttributes(
      ProjectAttributesUpdateRequest request,
      StreamObserver<ProjectAttributesUpdateResponse> answer) {
    var sent = request.getAttributes();
    attributes.put(new Scope(sent.getProject(), "", ""), sent.getMatchingAttributes());
    Answers.one(answer, ProjectAttributesUpdateResponse.getDefaultInstance());
  }

  @Override
  public void getProjectAttributes(
      ProjectAttributesGetRequest request, StreamObserver<ProjectAttributesGetResponse> answer) {
    var found = attributes.get(new Scope(request.getProject(), "", ""), request.getResourceType());
    Answers.one(
        answer,
        ProjectAttributesGetResponse.newBuilder()
            .setAttributes(
                ProjectAttributes.newBuilder()
                    .setProject(found.getProject())
                    .setMatchingAttributes(found.getAttributes()))
            .build());
  }

  @Override
  public void deleteProjectAttributes(
      ProjectAttributesDeleteRequest request,
      StreamObserver<ProjectAttributesDeleteResponse> answer) {
    attributes.delete(new Scope(request.getProject(), "", ""), request.getResourceType());
    Answers.one(answer, ProjectAttributesDeleteResponse.getDefaultInstance());
  }

  @Override
  public void updateProjectDomainAttributes(
      ProjectDomainAttributesUpdateRequest request,
      StreamObserver<ProjectDomainAttributesUpdateResponse> answer) {
    var sent = request.getAttributes();
    attributes.put(
        new Scope(sent.getProject(), sent.getDomain(), ""), sent.getMatchingAttributes());
    Answers.one(answer, ProjectDomainAttributesUpdateResponse.getDefaultInstance());
  }

  @Override
  public void getProjectDomainAttributes(
      ProjectDomainAttributesGetRequest request,
      StreamObserver<ProjectDomainAttributesGetResponse> answer) {
    var found =
        attributes.get(
            new Scope(request.getProject(), request.getDomain(), ""), request.getResourceType());
    Answers.one(
        answer,
        ProjectDomainAttributesGetResponse.newBuilder()
            .setAttributes(
                ProjectDomainAttributes.newBuilder()
                    .setProject(found.getProject())
                    .setDomain(found.getDomain())
                    .setMatchingAttributes(found.getAttributes()))
            .build());
  }

  @Override
  public void deleteProjectDomainAttributes(
      ProjectDomainAttributesDeleteRequest request,
      StreamObserver<ProjectDomainAttributesDeleteResponse> answer) {
    attributes.delete(
        new Scope(request.getProject(), request.getDomain(), ""), request.getResourceType());
    Answers.one(answer, ProjectDomainAttributesDeleteResponse.getDefaultInstance());
  }

  @Override
  public void updateWorkflowAttributes(
      WorkflowAttributesUpdateRequest request,
      StreamObserver<WorkflowAttributesUpdateResponse> answer) {
    var sent = request.getAttributes();
    attributes.put(
        new Scope(sent.getProject(), sent.getDomain(), sent.getWorkflow()),
        sent.getMatchingAttributes());
    Answers.one(answer, WorkflowAttributesUpdateResponse.getDefaultInstance());
  }

  @Override
  public void getWorkflowAttributes(
      WorkflowAttributesGetRequest request, StreamObserver<WorkflowAttributesGetResponse> answer) {
    var found =
        attributes.get(
            new Scope(request.getProject(), request.getDomain(), request.getWorkflow()),
            request.getResourceType());
    Answers.one(
        answer,
        WorkflowAttributesGetResponse.newBuilder()
            .setAttributes(
                WorkflowAttributes.newBuilder()
                    .setProject(found.getProject())
                    .setDomain(found.getDomain())
                    .setWorkflow(found.getWorkflow())
                    .setMatchingAttributes(found.getAttributes()))
            .build());
  }

  @Override
  public void deleteWorkflowAttributes(
      WorkflowAttributesDeleteRequest request,
      StreamObserver<WorkflowAttributesDeleteResponse> answer) {
    attributes.delete(
        new Scope(request.getProject(), request.getDomain(), request.getWorkflow()),
        request.getResourceType());
    Answers.one(answer, WorkflowAttributesDeleteResponse.getDefaultInstance());
  }

  @Override
  public void listMatchableAttributes(
      ListMatchableAttributesRequest request,
      StreamObserver<ListMatchableAttributesResponse> answer) {
    Answers.one(answer, attributes.list(request.getResourceType()));
  }
}
