// What both programs are told of the picture as a whole.

export const UNIFORMS = ["u_matrix", "u_resolution", "u_sizeRatio"];

export function setUniforms(params, { gl, uniformLocations }) {
  gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
  gl.uniform2f(uniformLocations.u_resolution, params.width, params.height);
  gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
}
