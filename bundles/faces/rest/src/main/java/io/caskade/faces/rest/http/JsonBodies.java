package io.caskade.faces.rest.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;

/** Reads and writes shapes as JSON. */
@Consumes({"application/json", JsonBodies.MERGE_PATCH})
@Produces({"application/json", Problem.MEDIA_TYPE})
public final class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
  /** RFC 7396. */
  public static final String MERGE_PATCH = "application/merge-patch+json";

  private final ObjectMapper mapper;

  public JsonBodies(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return !ownForm(type);
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    Object read = mapper.readerFor(mapper.constructType(genericType)).readValue(body);
    if (read == null) {
      throw new CaskadeException(ErrorCode.BODY_INVALID, "a body is needed");
    }
    return read;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return !ownForm(type);
  }

  @Override
  public void writeTo(
      Object entity,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream body)
      throws IOException {
    body.write(mapper.writeValueAsBytes(entity));
  }

  private static boolean ownForm(Class<?> type) {
    return type == byte[].class
        || CharSequence.class.isAssignableFrom(type)
        || InputStream.class.isAssignableFrom(type)
        || StreamingOutput.class.isAssignableFrom(type);
  }
}
