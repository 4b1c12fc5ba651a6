/* The evidence of the measure is open from the start. */
setTimeout(() => { if (document.getElementById("panel").hidden) zerenlian.select(zerenlian.data.open); }, 0);
