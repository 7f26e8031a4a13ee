// A bare relay on npm socket.io as it comes: whoever connects may name a room, and a message goes to all who are in
// the room that it names. Nothing is stored, checked or recovered.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http);

io.on('connection', (socket) => {
  const { room } = socket.handshake.auth;
  if (room) {
    socket.join(room);
  }
  socket.on('send_message', (message, acknowledge) => {
    io.to(message.conversationId).emit('message:new', message);
    acknowledge?.({ ok: true });
  });
});

http.listen(0, '127.0.0.1', () => console.log(http.address().port));

// Each line asks for a collection; the end of the input, for the end.
createInterface({ input: process.stdin })
  .on('line', () => {
    globalThis.gc();
    console.log(process.memoryUsage().heapUsed);
  })
  .on('close', () => process.exit());
